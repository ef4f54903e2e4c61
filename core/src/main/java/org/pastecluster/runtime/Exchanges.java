package org.pastecluster.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.spi.Measurements;
import org.pastecluster.spi.Scheduling;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls that a node has made and that have no outcome yet. Outcomes go through the mailbox and are never refused there:
 * their number is that of the calls, which is bounded here. A call too many fails as {@link CallFailure#SILENT}.
 */
final class Exchanges {

    static final int OPEN = 8192;

    /** Takes what became of a call, on the node's own thread. */
    interface Taker {
        /**
         * The call was answered, or failed.
         *
         * @param host who was called
         */
        void take(String host, Input outcome);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Exchanges.class);

    private final Transport transport;
    private final Scheduling scheduling;
    private final Taker taker;
    private final TimeSource time;
    private final Measurements measurements;
    private int open;

    /**
     * @param measurements takes how heartbeats went
     */
    Exchanges(Transport transport, Scheduling scheduling, Taker taker, TimeSource time, Measurements measurements) {
        this.time = time;
        this.measurements = measurements;
        this.transport = transport;
        this.scheduling = scheduling;
        this.taker = taker;
    }

    void call(Output.Call call) {
        Exchange exchange = isMeasured(call)
                ? new MeasuredExchange(call.exchange(), call.host(), time.nanos())
                : new Exchange(call.exchange(), call.host());
        open++;
        if (open > OPEN) {
            exchange.failed(CallFailure.SILENT, "More than " + OPEN + " calls were waiting for an answer already.");
            return;
        }
        try {
            transport.call(call.host(), call.frame(), Duration.ofNanos(call.timeoutNanos()), exchange);
        } catch (RuntimeException againstTheContract) {
            LOG.debug("The transport threw on a call to {}.", call.host(), againstTheContract);
            exchange.failed(CallFailure.SILENT, "The transport threw " + againstTheContract + ".");
        }
    }

    private boolean isMeasured(Output.Call call) {
        return measurements != Measurements.NONE && call.frame().body() instanceof Request.Heartbeat;
    }

    /** One call, and the mailbox task that brings its outcome in. */
    private class Exchange implements Transport.Outcome, Runnable {
        private final long id;
        private final String host;
        private @Nullable Input outcome;

        private Exchange(long id, String host) {
            this.id = id;
            this.host = host;
        }

        @Override
        public void replied(Frame reply) {
            finish(new Input.Replied(id, reply));
        }

        @Override
        public void failed(CallFailure failure, String detail) {
            finish(new Input.Failed(id, failure, detail));
        }

        /** Whether it was the first outcome, the one that counts. */
        boolean finish(Input found) {
            synchronized (this) {
                if (outcome != null) {
                    return false;
                }
                outcome = found;
            }
            scheduling.execute(this);
            return true;
        }

        @Override
        public void run() {
            open--;
            Input found;
            synchronized (this) {
                found = outcome;
            }
            if (found != null) {
                taker.take(host, found);
            }
        }
    }

    /** A heartbeat. Its outcome is timed as it comes, not when the node has time for it. */
    private final class MeasuredExchange extends Exchange {
        private final long begun;

        private MeasuredExchange(long id, String host, long begun) {
            super(id, host);
            this.begun = begun;
        }

        @Override
        boolean finish(Input found) {
            boolean first = super.finish(found);
            if (first && found instanceof Input.Replied) {
                measurements.heartbeatAnswered(Duration.ofNanos(time.nanos() - begun));
            } else if (first) {
                measurements.heartbeatMissed();
            }
            return first;
        }
    }
}
