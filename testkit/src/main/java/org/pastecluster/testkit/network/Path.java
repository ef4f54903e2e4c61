package org.pastecluster.testkit.network;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way from one machine to another: what its calls and packets meet. */
final class Path {

    private static final Blockage[] BLOCKAGES = Blockage.values();

    private int closed;
    private int muted;
    private final Map<Blockage, Integer> blocked = new EnumMap<>(Blockage.class);
    private @Nullable Blockage blockage;
    private Quality quality;
    private long openSince;
    private boolean linked;

    Path(Quality quality) {
        this.quality = quality;
    }

    /** The blockage that counts when several faults overlap: the most silent one. */
    @Nullable
    Blockage blockage() {
        return blockage;
    }

    boolean isSilent() {
        return blockage == Blockage.SILENT;
    }

    void block(Blockage kind) {
        blocked.merge(kind, 1, Integer::sum);
        blockage = effective();
        openSince = Long.MAX_VALUE;
    }

    void unblock(Blockage kind, long now) {
        blocked.merge(kind, -1, Integer::sum);
        blockage = effective();
        openAgain(now);
    }

    /** Its target refuses or is looked for elsewhere: not the way's fault, but nobody gets through. */
    void close() {
        closed++;
        openSince = Long.MAX_VALUE;
    }

    void reopen(long now) {
        closed = Math.max(0, closed - 1);
        openAgain(now);
    }

    private void openAgain(long now) {
        if (blockage == null && closed == 0) {
            openSince = now;
        }
    }

    private @Nullable Blockage effective() {
        for (Blockage kind : BLOCKAGES) {
            if (blocked.getOrDefault(kind, 0) > 0) {
                return kind;
            }
        }
        return null;
    }

    /** A call on this way failed through no fault of its target. */
    void disturbed(long now) {
        openAgain(now);
    }

    /** Since when every call on this way could reach its target in time; {@code Long.MAX_VALUE} while none can. */
    long openSince() {
        return openSince;
    }

    Quality quality() {
        return quality;
    }

    void quality(Quality value) {
        quality = value;
    }

    /** All packets this way are lost. */
    boolean isMuted() {
        return muted > 0;
    }

    void mute(boolean more) {
        muted += more ? 1 : -1;
    }

    /** Whether a connection was opened this way and is still up. */
    boolean isLinked() {
        return linked;
    }

    void linked(boolean value) {
        linked = value;
    }
}
