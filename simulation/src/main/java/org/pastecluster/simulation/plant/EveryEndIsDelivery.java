package org.pastecluster.simulation.plant;

import org.pastecluster.Verdict;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.spi.Transport;

/**
 * Tells of every message that is over that it was delivered. Breaks P7: that verdict without a handler.
 */
final class EveryEndIsDelivery extends SpoiledLinks {

    EveryEndIsDelivery(Transport transport) {
        super(transport);
    }

    @Override
    Batch writes(long incarnation, Batch batch) {
        return each(
                batch,
                item -> item instanceof Item.Ack ack
                        ? new Item.Ack(ack.session(), ack.lane(), ack.first(), ack.last(), Verdict.DELIVERED, "")
                        : item);
    }
}
