package org.pastecluster.simulation.trace;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;

/** Short words for batches: lane and number as in {@code 2:17}, the message's headers behind it. */
final class BatchText {

    private static final int MOST = 12;

    private BatchText() {}

    /** Whether it says only what became of messages. */
    static boolean isRoutine(Batch batch) {
        return batch.items().stream().allMatch(item -> item instanceof Item.Ack || item instanceof Item.Floor);
    }

    static String of(Batch batch) {
        StringBuilder text = new StringBuilder("session " + batch.session());
        int count = 0;
        for (Item item : batch.items()) {
            if (count++ == MOST) {
                return text.append(", and ")
                        .append(batch.items().size() - MOST)
                        .append(" more")
                        .toString();
            }
            text.append(", ").append(item(item));
        }
        return text.toString();
    }

    private static String item(Item item) {
        if (item instanceof Item.Whole whole) {
            return place(whole.lane(), whole.sequence()) + message(whole.posted());
        } else if (item instanceof Item.Chunk chunk) {
            return place(chunk.lane(), chunk.sequence()) + message(chunk.head()) + " from " + chunk.offset() + " of "
                    + chunk.total();
        } else if (item instanceof Item.Skip skip) {
            return "skip " + place(skip.lane(), skip.sequence());
        } else if (item instanceof Item.Floor floor) {
            return "floor " + place(floor.lane(), floor.sequence());
        } else if (item instanceof Item.Again again) {
            return "again " + place(again.lane(), again.sequence()) + " of session " + again.session();
        } else if (item instanceof Item.Ack ack) {
            return ack.verdict() + " " + place(ack.lane(), ack.first()) + "–" + ack.last() + " of session "
                    + ack.session() + (ack.reason().isEmpty() ? "" : " (" + ack.reason() + ")");
        }
        return String.valueOf(item);
    }

    private static String place(int lane, long sequence) {
        return lane + ":" + sequence;
    }

    private static String message(@Nullable Posted posted) {
        if (posted == null) {
            return "";
        }
        Map<String, String> headers = posted.message().headers();
        return (headers.isEmpty() ? "" : " " + headers) + (posted.leaderOnly() ? " leader only" : "");
    }
}
