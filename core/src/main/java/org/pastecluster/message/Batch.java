package org.pastecluster.message;

import java.util.List;

/**
 * What one node sends to another's application at a time.
 *
 * @param session grows each time when the sender begins to count anew for this receiver; of two, the larger is the newer one
 * @param items in order
 */
public record Batch(long session, List<Item> items) {

    // The list is not copied: on the way of millions of messages a second, who makes it gives it away.
}
