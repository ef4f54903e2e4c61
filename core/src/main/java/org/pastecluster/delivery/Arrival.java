package org.pastecluster.delivery;

import org.pastecluster.message.Posted;

/**
 * A message that arrived and is to be handed over, once.
 *
 * @param lane where it belongs
 * @param sequence its number there
 * @param deadline after this moment no handler may begin with it
 */
public record Arrival(ReceivingLane lane, long sequence, long deadline, Posted posted) {

    int cost() {
        return Pending.cost(posted);
    }
}
