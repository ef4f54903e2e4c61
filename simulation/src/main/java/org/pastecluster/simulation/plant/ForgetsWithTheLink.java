package org.pastecluster.simulation.plant;

import java.util.HashMap;
import java.util.Map;
import org.pastecluster.message.Batch;
import org.pastecluster.spi.Link;
import org.pastecluster.spi.Transport;

/**
 * Forgets with a link what it has had from the process at the other end, and takes what is sent again for new. Breaks P7: a message
 * is handled twice.
 */
final class ForgetsWithTheLink extends SpoiledLinks {

    private static final long STEP = 1L << 32;

    private final Map<Long, Long> links = new HashMap<>();

    ForgetsWithTheLink(Transport transport) {
        super(transport);
    }

    @Override
    void closes(Link link) {
        links.merge(link.incarnation(), 1L, Long::sum);
    }

    @Override
    Batch reads(long incarnation, Batch batch) {
        return batch.session() == 0
                ? batch
                : ofSession(batch, batch.session() + STEP * links.getOrDefault(incarnation, 0L));
    }

    @Override
    Batch writes(long incarnation, Batch batch) {
        return about(batch, session -> session % STEP);
    }
}
