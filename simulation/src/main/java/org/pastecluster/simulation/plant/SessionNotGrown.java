package org.pastecluster.simulation.plant;

import java.util.HashMap;
import java.util.Map;
import org.pastecluster.message.Batch;
import org.pastecluster.spi.Transport;

/**
 * Takes up its old session when a member comes back, and counts from one in it. Breaks P7: the receiver takes new messages for old ones,
 * and tells the old verdicts.
 */
final class SessionNotGrown extends SpoiledLinks {

    private final Map<Long, Long> first = new HashMap<>();
    private final Map<Long, Long> latest = new HashMap<>();

    SessionNotGrown(Transport transport) {
        super(transport);
    }

    @Override
    Batch writes(long incarnation, Batch batch) {
        if (batch.session() == 0) {
            return batch;
        }
        latest.put(incarnation, batch.session());
        return ofSession(batch, first.computeIfAbsent(incarnation, key -> batch.session()));
    }

    @Override
    Batch reads(long incarnation, Batch batch) {
        return about(batch, session -> latest.getOrDefault(incarnation, session));
    }
}
