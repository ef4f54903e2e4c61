package org.pastecluster.runtime;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.Predicate;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterEvent.LeaderChanged;
import org.pastecluster.ClusterEvent.LeadershipAcquired;
import org.pastecluster.ClusterEvent.LeadershipEnding;
import org.pastecluster.ClusterEvent.LeadershipLost;
import org.pastecluster.ClusterEvent.MemberJoined;
import org.pastecluster.ClusterEvent.MemberLeft;
import org.pastecluster.ClusterEvent.ViewChanged;
import org.pastecluster.Leadership;

/** Which of a full queue's events a listener can best do without. Never one half of a leadership. */
final class EventEviction {

    private EventEviction() {}

    /** Makes room for {@code coming} in a full queue. */
    static void evictOne(ArrayDeque<ClusterEvent> waiting, ClusterEvent coming) {
        if (removeReplaced(waiting, coming, ViewChanged.class)
                || removeReplaced(waiting, coming, LeaderChanged.class)
                || removeFirst(waiting, EventEviction::isComingOrGoing)) {
            return;
        }
        removeWholeLeadership(waiting);
    }

    private static boolean isComingOrGoing(ClusterEvent event) {
        return event instanceof MemberJoined || event instanceof MemberLeft || event instanceof LeadershipEnding;
    }

    /** Drops the oldest event of a kind if a newer one of that kind is there or comes. */
    private static boolean removeReplaced(
            ArrayDeque<ClusterEvent> waiting, ClusterEvent coming, Class<? extends ClusterEvent> kind) {
        int count = kind.isInstance(coming) ? 1 : 0;
        for (ClusterEvent event : waiting) {
            count += kind.isInstance(event) ? 1 : 0;
        }
        return count > 1 && removeFirst(waiting, kind::isInstance);
    }

    private static boolean removeFirst(ArrayDeque<ClusterEvent> waiting, Predicate<ClusterEvent> which) {
        for (Iterator<ClusterEvent> events = waiting.iterator(); events.hasNext(); ) {
            if (which.test(events.next())) {
                events.remove();
                return true;
            }
        }
        return false;
    }

    /** Drops the oldest leadership whose beginning and end both wait. */
    private static void removeWholeLeadership(ArrayDeque<ClusterEvent> waiting) {
        for (ClusterEvent event : waiting) {
            if (event instanceof LeadershipAcquired acquired && isEnded(waiting, acquired.leadership())) {
                waiting.removeIf(other -> isAbout(other, acquired.leadership()));
                return;
            }
        }
    }

    private static boolean isEnded(ArrayDeque<ClusterEvent> waiting, Leadership leadership) {
        for (ClusterEvent event : waiting) {
            if (event instanceof LeadershipLost lost && lost.leadership() == leadership) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAbout(ClusterEvent event, Leadership leadership) {
        return (event instanceof LeadershipAcquired acquired && acquired.leadership() == leadership)
                || (event instanceof LeadershipLost lost && lost.leadership() == leadership);
    }
}
