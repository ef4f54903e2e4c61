package org.pastecluster.protocol;

import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;

/**
 * The calls that find out whether one node lives: only so many at a time. If that many have no outcome yet, this node is behind with
 * reading the outcomes, and more calls would tell nothing more.
 */
final class Probes {

    private static final int AT_ONCE = 12;

    private int open;

    boolean mayCall() {
        return open < AT_ONCE;
    }

    /** Counts a call from now on until its outcome. */
    Calls.Outcome counting(Calls.Outcome outcome) {
        open++;
        return new Calls.Outcome() {
            @Override
            public void replied(Frame reply) {
                open--;
                outcome.replied(reply);
            }

            @Override
            public void failed(CallFailure failure) {
                open--;
                outcome.failed(failure);
            }

            @Override
            public void answeredByOneself() {
                open--;
                outcome.answeredByOneself();
            }
        };
    }
}
