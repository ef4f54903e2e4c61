package org.pastecluster.bench.soak.ledger;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** All that one run of a node notes. Thread-safe. */
public final class NodeLedger {

    private final NodeRun run;
    private final Incarnations incarnations;
    private final HandedBook handed;
    private final Map<SoakLane, SentStream> sent = new EnumMap<>(SoakLane.class);

    /** {@code nodes} is how many there are. */
    public NodeLedger(LedgerFiles files, NodeRun run, int nodes) {
        this.run = run;
        this.incarnations = new Incarnations(files, run);
        this.handed = new HandedBook(files, run);
        for (SoakLane lane : SoakLane.values()) {
            sent.put(lane, new SentStream(files, run, lane, nodes));
        }
    }

    public NodeRun run() {
        return run;
    }

    public Incarnations incarnations() {
        return incarnations;
    }

    public HandedBook handed() {
        return handed;
    }

    public SentStream sent(SoakLane lane) {
        SentStream stream = sent.get(lane);
        if (stream == null) {
            throw new IllegalArgumentException(lane.label());
        }
        return stream;
    }

    public Collection<SentStream> sent() {
        return sent.values();
    }

    /** Calls that with the lane and number of each message whose verdict is overdue. */
    public void late(BiConsumer<SoakLane, Long> overdue) {
        sent.forEach((lane, stream) -> {
            if (stream.late() > 0) {
                overdue.accept(lane, stream.late());
            }
        });
    }
}
