package org.pastecluster.testkit.network;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The ways between machines, each from one to another; most are as the network's default says and take no memory. */
public final class Paths {

    private final Path common;
    private Path[][] ways = new Path[8][];
    private Quality usual;

    Paths(Quality usual) {
        this.usual = usual;
        this.common = new Path(usual);
    }

    /** Sets the quality of all ways, also of those that had their own. */
    public void quality(Quality value) {
        usual = value;
        common.quality(value);
        for (Path[] row : ways) {
            if (row != null) {
                for (Path path : row) {
                    if (path != null) {
                        path.quality(value);
                    }
                }
            }
        }
    }

    public void quality(int from, int to, Quality value) {
        own(from, to).quality(value);
    }

    public Quality quality(int from, int to) {
        return path(from, to).quality();
    }

    /** The quality of ways that have no other. */
    public Quality usual() {
        return usual;
    }

    /** Keeps {@code from} from calling {@code to}. Blockages of one way add up until each is taken away. */
    public void block(int from, int to, Blockage kind) {
        own(from, to).block(kind);
    }

    public void unblock(int from, int to, Blockage kind, long now) {
        own(from, to).unblock(kind, now);
    }

    /** Since when every call from one to the other could be answered in time; {@code Long.MAX_VALUE} while none can. */
    public long openSince(int from, int to) {
        return path(from, to).openSince();
    }

    public boolean isOpen(int from, int to) {
        return path(from, to).openSince() != Long.MAX_VALUE;
    }

    @Nullable
    Blockage blockage(int from, int to) {
        return path(from, to).blockage();
    }

    boolean isSilent(int from, int to) {
        return path(from, to).isSilent();
    }

    void mute(int from, int to, boolean muted) {
        own(from, to).mute(muted);
    }

    boolean isMuted(int from, int to) {
        return path(from, to).isMuted();
    }

    void disturbed(int from, int to, long now) {
        own(from, to).disturbed(now);
    }

    void touch(int from, int to, boolean closed, long now) {
        if (closed) {
            own(from, to).close();
        } else {
            own(from, to).reopen(now);
        }
    }

    void link(int from, int to) {
        if (!path(from, to).isLinked()) {
            own(from, to).linked(true);
        }
    }

    /** Closes the connections between two machines; whether there were any. */
    boolean unlink(int one, int other) {
        boolean linked = path(one, other).isLinked() || path(other, one).isLinked();
        if (linked) {
            own(one, other).linked(false);
            own(other, one).linked(false);
        }
        return linked;
    }

    private Path path(int from, int to) {
        if (from >= ways.length || ways[from] == null || to >= ways[from].length || ways[from][to] == null) {
            return common;
        }
        return ways[from][to];
    }

    private Path own(int from, int to) {
        if (from >= ways.length) {
            ways = Arrays.copyOf(ways, Math.max(ways.length * 2, from + 1));
        }
        Path[] row = ways[from] == null ? new Path[8] : ways[from];
        if (to >= row.length) {
            row = Arrays.copyOf(row, Math.max(row.length * 2, to + 1));
        }
        ways[from] = row;
        if (row[to] == null) {
            row[to] = new Path(usual);
        }
        return row[to];
    }
}
