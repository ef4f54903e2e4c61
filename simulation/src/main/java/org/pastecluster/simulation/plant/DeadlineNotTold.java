package org.pastecluster.simulation.plant;

import java.time.Duration;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.spi.Transport;

/**
 * Does not say how long a message is good for. Breaks P7: a handler begins with it after its time.
 */
final class DeadlineNotTold extends SpoiledLinks {

    private static final long LONG = Duration.ofHours(1).toNanos();

    DeadlineNotTold(Transport transport) {
        super(transport);
    }

    @Override
    Batch writes(long incarnation, Batch batch) {
        return each(
                batch,
                item -> item instanceof Item.Whole whole
                        ? new Item.Whole(whole.lane(), whole.sequence(), LONG, whole.posted())
                        : item);
    }
}
