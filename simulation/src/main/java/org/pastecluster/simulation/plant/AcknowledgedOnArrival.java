package org.pastecluster.simulation.plant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Verdict;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.spi.Transport;

/**
 * Says that a message is delivered when it has come, before a handler has taken it. Breaks P7: a verdict without a handler.
 */
final class AcknowledgedOnArrival extends SpoiledLinks {

    private final Map<Long, List<Item>> owed = new HashMap<>();

    AcknowledgedOnArrival(Transport transport) {
        super(transport);
    }

    @Override
    Batch reads(long incarnation, Batch batch) {
        for (Item item : batch.items()) {
            if (item instanceof Item.Whole whole) {
                owed.computeIfAbsent(incarnation, key -> new ArrayList<>())
                        .add(new Item.Ack(
                                batch.session(),
                                whole.lane(),
                                whole.sequence(),
                                whole.sequence(),
                                Verdict.DELIVERED,
                                ""));
            }
        }
        wake(incarnation);
        return batch;
    }

    @Override
    @Nullable
    Batch adds(long incarnation) {
        List<Item> acks = owed.remove(incarnation);
        return acks == null ? null : new Batch(0, 0, acks);
    }
}
