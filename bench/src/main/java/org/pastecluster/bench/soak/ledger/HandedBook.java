package org.pastecluster.bench.soak.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** All that the handlers of a node had in one run, whatever run of its sender it is of. Thread-safe. */
public final class HandedBook {

    private record Key(NodeRun sender, SoakLane lane) {}

    private final LedgerFiles files;
    private final NodeRun self;
    private final Map<Key, HandedStream> streams = new HashMap<>();
    private final AtomicLong count = new AtomicLong();

    public HandedBook(LedgerFiles files, NodeRun self) {
        this.files = files;
        this.self = self;
    }

    public void handed(NodeRun sender, SoakLane lane, long number) {
        of(sender, lane).handed(number);
        count.incrementAndGet();
    }

    /** How many messages. */
    public long count() {
        return count.get();
    }

    private synchronized HandedStream of(NodeRun sender, SoakLane lane) {
        return streams.computeIfAbsent(
                new Key(sender, lane), key -> HandedStream.toWrite(files, self, key.sender(), key.lane()));
    }
}
