package org.pastecluster;

/**
 * Takes news of one node.
 *
 * <p>Each listener has a queue of its own: it is called for one event at a time, in the order in which things happened, never
 * on the node's own thread. It may block, which delays nobody else; what it throws is logged, and it goes on with the next
 * event.
 *
 * <p>The queue holds 1,024 events. A listener that falls behind further loses, in this order, views that a newer one replaced,
 * comings and goings of members and warnings, and leaderships of which it has heard neither the beginning nor the end, both
 * together. It never misses one half of a leadership.
 */
@FunctionalInterface
public interface ClusterListener {
    void onEvent(ClusterEvent event);
}
