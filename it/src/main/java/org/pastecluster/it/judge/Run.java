package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.it.record.RunId;

/** One process, as its journal, its beliefs and the bed tell of it; its messages are in the {@link Ledger}. */
final class Run {

    /** The time of what did not happen. */
    static final long NEVER = Long.MAX_VALUE;

    /** What it saw of the cluster, from {@code at} on. */
    record Seen(long at, long number, long version, String leader, List<String> members) {}

    /** What a listener was told. */
    record News(long at, String listener, boolean acquired, long number, long token) {}

    /** A time in which it did not run. */
    record Stall(long from, long to) {}

    /** From {@code at} on all request threads of its web server were held, or no longer all. */
    private record Held(long at, boolean all) {}

    record Heap(long at, long bytes, int threads) {}

    private final RunId id;
    private final List<Seen> views = new ArrayList<>();
    private final List<News> news = new ArrayList<>();
    private final List<Stall> stalls = new ArrayList<>();
    private final List<Heap> heaps = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private Beliefs beliefs = new Beliefs(List.of());
    private String host = "";
    private long incarnation;
    private int group;
    private long wall;
    private long startedAt = NEVER;
    private long upAt = NEVER;
    private long killedAt = NEVER;
    private long terminatedAt = NEVER;
    private long goneAt = NEVER;
    private long endedAt = NEVER;
    private String ending = "";

    Run(RunId id) {
        this.id = id;
    }

    /** What the node wrote, but for messages. */
    void wrote(NodeEntry entry, long start) {
        long at = entry.at() - start;
        if (entry instanceof NodeEntry.Up up) {
            upAt = at;
            host = up.host();
            incarnation = up.incarnation();
            group = up.group();
            wall = up.wall();
        } else if (entry instanceof NodeEntry.View view) {
            views.add(new Seen(at, view.number(), view.version(), view.leader(), view.members()));
        } else if (entry instanceof NodeEntry.Acquired acquired) {
            news.add(new News(at, acquired.listener(), true, acquired.number(), acquired.token()));
        } else if (entry instanceof NodeEntry.Lost lost) {
            news.add(new News(at, lost.listener(), false, lost.number(), lost.token()));
        } else if (entry instanceof NodeEntry.Stall stall) {
            stalls.add(new Stall(at - stall.nanos(), at));
        } else if (entry instanceof NodeEntry.Busy busy) {
            held.add(new Held(at, busy.held() >= busy.of()));
        } else if (entry instanceof NodeEntry.Heap heap) {
            heaps.add(new Heap(at, heap.bytes(), heap.threads()));
        } else if (entry instanceof NodeEntry.Ended ended && endedAt == NEVER) {
            endedAt = at;
            ending = ended.why();
        }
    }

    /** What the bed did to it. */
    void befell(BedEntry entry, long at) {
        if (entry instanceof BedEntry.Started) {
            startedAt = at;
        } else if (entry instanceof BedEntry.Killed) {
            killedAt = Math.min(killedAt, at);
        } else if (entry instanceof BedEntry.Terminated) {
            terminatedAt = Math.min(terminatedAt, at);
        } else if (entry instanceof BedEntry.Gone) {
            goneAt = at;
        }
    }

    void believed(Beliefs all) {
        beliefs = all;
    }

    RunId id() {
        return id;
    }

    int node() {
        return id.node();
    }

    /** Its base URL; empty if it never came up. */
    String host() {
        return host;
    }

    long incarnation() {
        return incarnation;
    }

    int group() {
        return group;
    }

    /** The epoch milliseconds that its own wall clock showed when it started. */
    long wall() {
        return wall;
    }

    /** As views name it. */
    String member() {
        return host + "#" + Long.toHexString(incarnation);
    }

    long startedAt() {
        return Math.min(startedAt, upAt);
    }

    long upAt() {
        return upAt;
    }

    boolean cameUp() {
        return upAt != NEVER;
    }

    /** When its end began: until then it surely lived. */
    long livedUntil() {
        return Math.min(Math.min(killedAt, terminatedAt), Math.min(endedAt, goneAt));
    }

    long killedAt() {
        return killedAt;
    }

    long terminatedAt() {
        return terminatedAt;
    }

    long goneAt() {
        return goneAt;
    }

    long endedAt() {
        return endedAt;
    }

    /** Why it ended, in its own words; empty if it said nothing. */
    String ending() {
        return ending;
    }

    /** Whether it left in peace, and was not killed while it did. */
    boolean endedPolitely() {
        return ending.equals("exit") || ending.equals("terminated");
    }

    List<Seen> views() {
        return views;
    }

    List<News> news() {
        return news;
    }

    List<Stall> stalls() {
        return stalls;
    }

    /** Whether it stood still in a time: because the bed had stopped it, or for longer than so long in all. */
    boolean isHeldUp(long from, long to, List<Stall> pauses, long longest) {
        for (Stall pause : pauses) {
            if (pause.from() < to && pause.to() > from) {
                return true;
            }
        }
        long still = 0;
        for (Stall stall : stalls) {
            still += Math.max(0, Math.min(to, stall.to()) - Math.max(from, stall.from()));
        }
        return still > longest;
    }

    List<Heap> heaps() {
        return heaps;
    }

    /** How much of a time all request threads of its web server were held. */
    long allHeld(long from, long to) {
        long sum = 0;
        for (int i = 0; i < held.size(); i++) {
            long end = i + 1 < held.size() ? held.get(i + 1).at() : livedUntil();
            sum += held.get(i).all()
                    ? Math.max(0, Math.min(to, end) - Math.max(from, held.get(i).at()))
                    : 0;
        }
        return sum;
    }

    Beliefs beliefs() {
        return beliefs;
    }

    /** What it saw at a moment; null before the first view. */
    @Nullable
    Seen viewAt(long time) {
        int from = 0;
        int to = views.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (views.get(middle).at() <= time) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == 0 ? null : views.get(from - 1);
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
