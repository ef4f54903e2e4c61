package org.pastecluster.simulation.plant;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.spi.Transport;

/**
 * Gives two messages that follow each other their numbers in the wrong order. Breaks P7: the order of a lane.
 */
final class NeighboursSwapped extends SpoiledLinks {

    NeighboursSwapped(Transport transport) {
        super(transport);
    }

    @Override
    Batch writes(long incarnation, Batch batch) {
        List<Item> items = new ArrayList<>(batch.items());
        for (int i = 1; i < items.size(); i++) {
            if (items.get(i - 1) instanceof Item.Whole first
                    && items.get(i) instanceof Item.Whole second
                    && first.lane() == second.lane()) {
                items.set(i - 1, numbered(second, first.sequence()));
                items.set(i, numbered(first, second.sequence()));
            }
        }
        return new Batch(batch.session(), batch.stamp(), items);
    }

    private static Item numbered(Item.Whole whole, long sequence) {
        return new Item.Whole(whole.lane(), sequence, whole.remainingNanos(), whole.posted());
    }
}
