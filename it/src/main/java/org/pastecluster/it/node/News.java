package org.pastecluster.it.node;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterListener;
import org.pastecluster.ClusterView;
import org.pastecluster.Leadership;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.NodeEntry;

/** Listeners that write down what they are told. */
final class News {

    private static final long SLOW_MILLIS = 200;
    private static final int THROWS_EVERY = 3;

    private News() {}

    /** Writes down when leadership comes and goes. */
    static ClusterListener prompt(Journal<NodeEntry> journal) {
        return event -> {
            var unused = leadership(event, "prompt", journal);
        };
    }

    /** As {@link #prompt}, but takes its time, and throws now and then. */
    static ClusterListener slow(Journal<NodeEntry> journal) {
        AtomicInteger told = new AtomicInteger();
        return event -> {
            if (leadership(event, "slow", journal)) {
                Pause.millis(SLOW_MILLIS);
                if (told.incrementAndGet() % THROWS_EVERY == 0) {
                    throw new IllegalStateException("one in " + THROWS_EVERY + " listeners' calls fails");
                }
            }
        };
    }

    private static boolean leadership(ClusterEvent event, String listener, Journal<NodeEntry> journal) {
        long now = System.nanoTime();
        if (event instanceof ClusterEvent.LeadershipAcquired acquired) {
            Leadership leadership = acquired.leadership();
            journal.write(new NodeEntry.Acquired(now, listener, leadership.number(), leadership.token()));
            return true;
        }
        if (event instanceof ClusterEvent.LeadershipLost lost) {
            Leadership leadership = lost.leadership();
            journal.write(new NodeEntry.Lost(now, listener, leadership.number(), leadership.token()));
            return true;
        }
        return false;
    }

    /** Writes down each view that differs from the one before, and then tells it. */
    static ClusterListener views(Journal<NodeEntry> journal, Consumer<ClusterView> seen) {
        return new ClusterListener() {
            private @Nullable NodeEntry last;

            @Override
            public void onEvent(ClusterEvent event) {
                ClusterView view = event instanceof ClusterEvent.ViewChanged changed
                        ? changed.view()
                        : event instanceof ClusterEvent.LeaderChanged moved ? moved.view() : null;
                if (view != null) {
                    note(view);
                }
            }

            private void note(ClusterView view) {
                NodeEntry timeless = entry(view, 0);
                if (!timeless.equals(last)) {
                    last = timeless;
                    journal.write(entry(view, System.nanoTime()));
                    seen.accept(view);
                }
            }
        };
    }

    private static NodeEntry entry(ClusterView view, long at) {
        List<String> members = view.members().stream()
                .map(member -> member.host() + "#" + Long.toHexString(member.incarnation()))
                .toList();
        String leader = view.currentLeader().map(member -> member.host()).orElse("-");
        return new NodeEntry.View(at, view.number(), view.version(), leader, members);
    }
}
