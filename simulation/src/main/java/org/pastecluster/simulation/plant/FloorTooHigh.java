package org.pastecluster.simulation.plant;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.spi.Transport;

/**
 * Tells receivers that it knows all verdicts as soon as it has written: they forget them. Breaks P7: when a link is lost with an
 * acknowledgement on it, nobody can tell it again.
 */
final class FloorTooHigh extends SpoiledLinks {

    FloorTooHigh(Transport transport) {
        super(transport);
    }

    @Override
    Batch writes(long incarnation, Batch batch) {
        List<Item> items = new ArrayList<>(batch.items());
        for (Item item : batch.items()) {
            if (item instanceof Item.Whole whole) {
                items.add(new Item.Floor(whole.lane(), whole.sequence() + 1));
            }
        }
        return new Batch(batch.session(), batch.stamp(), items);
    }
}
