package org.pastecluster.simulation.plant;

import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.spi.Transport;

/**
 * Loses every word about what became of messages. Breaks P7: their senders wait for ever.
 */
final class AcksLost extends SpoiledLinks {

    AcksLost(Transport transport) {
        super(transport);
    }

    @Override
    Batch reads(long incarnation, Batch batch) {
        return each(batch, item -> item instanceof Item.Ack ? null : item);
    }
}
