package org.pastecluster.bench.soak.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import org.pastecluster.Verdict;

/** Judges the messages of one sender and lane. */
final class StreamJudge {

    /** A run whose handlers had messages of the stream, and the incarnation of its process. */
    record Receiver(NodeRun run, long incarnation, HandedStream handed) {
        @Override
        public String toString() {
            return run.toString();
        }
    }

    private final SentStream sent;
    private final List<Receiver> receivers;
    private final IntToLongFunction incarnations;
    private final Tally tally;
    private final Consumer<String> findings;

    /** {@code incarnations} knows what is behind the sender's numbers for its targets. */
    StreamJudge(
            SentStream sent,
            List<Receiver> receivers,
            IntToLongFunction incarnations,
            Tally tally,
            Consumer<String> findings) {
        this.sent = sent;
        this.receivers = receivers;
        this.incarnations = incarnations;
        this.tally = tally;
        this.findings = findings;
    }

    void judge(SoakLane lane, int nodes, boolean senderLives) {
        long number = 1;
        for (; sent.state(number) != 0; number++) {
            tally.accepted();
            if (sent.state(number) == SentStream.OPEN) {
                if (senderLives) {
                    findings.accept("message " + number + " has no verdict.");
                } else {
                    tally.diedWithSender();
                }
            }
            if (lane.isToAll()) {
                toAll(number, nodes);
            } else {
                toOne(number);
            }
        }
        for (Receiver receiver : receivers) {
            if (receiver.handed().last() >= number) {
                findings.accept(receiver.run() + " was handed message "
                        + receiver.handed().last() + ", and only " + (number - 1) + " were sent.");
            }
            say(receiver, receiver.handed().twice(), "twice");
            say(receiver, receiver.handed().disorder(), "after a later one");
        }
    }

    private void say(Receiver receiver, long times, String how) {
        if (times > 0) {
            findings.accept(receiver.run() + " was handed a message " + how + ", " + times + " time(s).");
        }
    }

    private void toAll(long number, int nodes) {
        boolean any = false;
        for (int node = 0; node < nodes; node++) {
            short told = sent.told(number, node);
            any |= told != 0;
            judge(number, told, handlersOf(number, node));
        }
        if (!any && sent.state(number) == SentStream.DONE) {
            // Nobody else was in the view.
            tally.told(Verdict.GONE);
        }
    }

    private void toOne(long number) {
        short told = sent.told(number, 0);
        if (told == 0 && sent.state(number) == SentStream.DONE) {
            findings.accept("message " + number + " is over and has no verdict.");
        }
        judge(number, told, handlersOf(number, -1));
    }

    /** One message at one target. */
    private void judge(long number, short told, List<Receiver> handlers) {
        for (int i = 0; i < handlers.size(); i++) {
            tally.handed();
        }
        if (handlers.size() > 1) {
            findings.accept("message " + number + " was handed to " + handlers + ".");
        }
        if (told == 0) {
            if (!handlers.isEmpty() && sent.state(number) == SentStream.DONE) {
                findings.accept("message " + number + " was handed to " + handlers + " and has no verdict of it.");
            }
            return;
        }
        if (told == SentStream.TWICE) {
            findings.accept("message " + number + " has two verdicts of one target.");
            return;
        }
        Verdict verdict = SentStream.verdict(told);
        tally.told(verdict);
        if (verdict == Verdict.DELIVERED || verdict == Verdict.FAILED) {
            handled(number, verdict, SentStream.process(told), handlers);
        } else if (verdict == Verdict.UNKNOWN) {
            if (!handlers.isEmpty()) {
                tally.unknownButHanded();
            }
        } else if (!handlers.isEmpty()) {
            findings.accept(
                    "message " + number + " was handed to " + handlers + ", and the verdict is " + verdict + ".");
        }
    }

    private void handled(long number, Verdict verdict, int process, List<Receiver> handlers) {
        if (handlers.isEmpty()) {
            findings.accept("message " + number + " is " + verdict + ", and no handler had it.");
            return;
        }
        if (process != 0) {
            long incarnation = incarnations.applyAsLong(process);
            if (handlers.stream().noneMatch(handler -> handler.incarnation() == incarnation)) {
                findings.accept("message " + number + " is " + verdict + " by the incarnation "
                        + Long.toHexString(incarnation) + ", and was handed to " + handlers + ".");
            }
        }
    }

    /** {@code node} is -1 for any. */
    private List<Receiver> handlersOf(long number, int node) {
        List<Receiver> handlers = List.of();
        for (Receiver receiver : receivers) {
            if ((node < 0 || receiver.run().index() == node)
                    && receiver.handed().has(number)) {
                handlers = with(handlers, receiver);
            }
        }
        return handlers;
    }

    private static List<Receiver> with(List<Receiver> some, Receiver one) {
        List<Receiver> more = new ArrayList<>(some);
        more.add(one);
        return more;
    }
}
