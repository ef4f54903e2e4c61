package org.pastecluster.simulation.plant;

import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.spi.Transport;

/**
 * Leaves no mark of a message whose time ran out. Breaks P7: its successors wait for it, and nobody gets a verdict.
 */
final class SkipLost extends SpoiledLinks {

    SkipLost(Transport transport) {
        super(transport);
    }

    @Override
    Batch writes(long incarnation, Batch batch) {
        return each(batch, item -> item instanceof Item.Skip ? null : item);
    }
}
