package org.pastecluster.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.spi.Scheduling;
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
    private int open;

    Exchanges(Transport transport, Scheduling scheduling, Taker taker) {
        this.transport = transport;
        this.scheduling = scheduling;
        this.taker = taker;
    }

    void call(Output.Call call) {
        Exchange exchange = new Exchange(call.exchange(), call.host());
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

    /** One call, and the mailbox task that brings its outcome in. */
    private final class Exchange implements Transport.Outcome, Runnable {
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

        private void finish(Input found) {
            synchronized (this) {
                if (outcome != null) {
                    return;
                }
                outcome = found;
            }
            scheduling.execute(this);
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
}
