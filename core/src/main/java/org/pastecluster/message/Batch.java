package org.pastecluster.message;

import java.util.List;

/**
 * What one node sends to another's application at a time.
 *
 * @param session grows each time when the sender begins to count anew for this receiver; of two, the larger is the newer one
 * @param stamp the sender's monotonic clock, in its own nanoseconds, when the batch was made; means nothing by itself
 * @param items in order
 */
public record Batch(long session, long stamp, List<Item> items) {

    // The list is not copied: on the way of millions of messages a second, who makes it gives it away.
}
