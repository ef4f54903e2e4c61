package org.pastecluster.simulation.plant;

import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;
import org.pastecluster.spi.Transport;

/**
 * Forgets on the way that a message is for a leader alone. Breaks P7: a node that does not lead handles it.
 */
final class LeaderOnlyForgotten extends SpoiledLinks {

    LeaderOnlyForgotten(Transport transport) {
        super(transport);
    }

    @Override
    Batch writes(long incarnation, Batch batch) {
        return each(
                batch,
                item -> item instanceof Item.Whole whole
                        ? new Item.Whole(
                                whole.lane(), whole.sequence(), whole.remainingNanos(), forEverybody(whole.posted()))
                        : item);
    }

    private static Posted forEverybody(Posted posted) {
        return new Posted(
                posted.message(),
                posted.sentAtMillis(),
                posted.purpose(),
                posted.correlation(),
                posted.ordered(),
                false);
    }
}
