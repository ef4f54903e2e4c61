package org.pastecluster.it.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Connections on which nobody says anything, as many as are to be had: kept open while somebody who knows the secret comes from the same address and asks, on a new
 * connection each time, and is to be answered.
 */
final class Idlers implements Form {

    /** So many in a row that nobody takes: then there are no more to be had. */
    private static final int NO_MORE = 3;

    private final int connections;
    private final int questions;
    private final Insider peer;
    private final Duration patience;

    /** @param questions how often the one who knows the secret asks */
    Idlers(int connections, int questions, Insider peer, Duration patience) {
        this.connections = connections;
        this.questions = questions;
        this.peer = peer;
        this.patience = patience;
    }

    @Override
    public Tally fire(Target target, SplittableRandom random) {
        Tally tally = new Tally();
        boolean known = peer.meets(target);
        List<Caller> idle = new ArrayList<>();
        try {
            int refused = 0;
            for (int i = 0; i < connections && refused < NO_MORE; i++) {
                Caller caller = new Caller(target);
                idle.add(caller);
                refused = caller.isConnected() ? 0 : refused + 1;
            }
            for (int i = 0; i < questions && known; i++) {
                peer.ask(target, patience, tally);
            }
            for (Caller caller : idle) {
                tally.add("an idle connection", caller.answer(Duration.ofMillis(1)));
            }
        } finally {
            idle.forEach(Caller::close);
        }
        return tally;
    }
}
