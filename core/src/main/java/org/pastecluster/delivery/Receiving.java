package org.pastecluster.delivery;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.Item;

/** All that the application of one node gets from one process, by lane. */
public final class Receiving {

    /** A sender has at most so many lanes. */
    public static final int LANES = 256;

    /** How often verdicts may change that are remembered at rest, in all lanes, 8 bytes each. */
    private static final int MOST_AT_REST = 512;

    private final Budget budget;
    private final ArrayList<ReceivingLane> lanes = new ArrayList<>();
    private final ArrayList<ReceivingLane> touched = new ArrayList<>();
    private final Transit transit = new Transit();
    private long session;
    private boolean forgotten;
    private long sentAt;

    public Receiving(Budget budget) {
        this.budget = budget;
    }

    /**
     * A batch begins.
     *
     * @param stamp as {@link Batch#stamp()}
     * @return whether what it holds for this direction counts; that of an older session does not
     */
    public boolean begin(long ofSession, long stamp, long now) {
        sentAt = now - transit.age(stamp, now);
        if (ofSession > session) {
            session = ofSession;
            for (int id = 0; id < lanes.size(); id++) {
                ReceivingLane older = lanes.get(id);
                older.abandon();
                lanes.set(id, new ReceivingLane(session, id, budget));
                lanes.get(id).follow(older);
            }
        }
        if (forgotten) {
            forgotten = false;
            reportAll();
        }
        return ofSession == session;
    }

    /** Takes an entry of the batch that was begun. */
    public void take(Item item) {
        if (item instanceof Item.Whole whole) {
            ReceivingLane lane = touch(whole.lane());
            if (lane != null) {
                lane.whole(whole, sentAt);
            }
        } else if (item instanceof Item.Chunk chunk) {
            ReceivingLane lane = touch(chunk.lane());
            if (lane != null) {
                lane.chunk(chunk, sentAt);
            }
        } else if (item instanceof Item.Skip skip) {
            ReceivingLane lane = touch(skip.lane());
            if (lane != null) {
                lane.skip(skip);
            }
        } else if (item instanceof Item.Floor floor) {
            ReceivingLane lane = lane(floor.lane());
            if (lane != null) {
                lane.floor(floor.sequence());
            }
        }
    }

    private @Nullable ReceivingLane lane(int id) {
        if (id < 0 || id >= LANES) {
            return null;
        }
        while (lanes.size() <= id) {
            lanes.add(new ReceivingLane(session, lanes.size(), budget));
        }
        return lanes.get(id);
    }

    private @Nullable ReceivingLane touch(int id) {
        ReceivingLane lane = lane(id);
        if (lane != null && (touched.isEmpty() || touched.get(touched.size() - 1) != lane)) {
            touched.add(lane);
        }
        return lane;
    }

    /** Adds the lanes that somebody must begin to serve. */
    public void takeBeginning(List<ReceivingLane> into) {
        for (ReceivingLane lane : touched) {
            if (lane.begin()) {
                into.add(lane);
            }
        }
        touched.clear();
    }

    /** Nobody seems to be there to be told; should something come from there all the same, all is told again. */
    public void forgetReports() {
        lanes.forEach(ReceivingLane::forgetReports);
        forgotten = true;
    }

    /** The sender is gone: the rest of a message in pieces need not come. If it does, the message is asked for from its beginning. */
    public void abandonUnfinished() {
        lanes.forEach(ReceivingLane::abandonUnfinished);
    }

    /**
     * The sender seems to be gone, and nothing waits, is handed over or to be reported. What came is still known, so that nothing is taken
     * twice, and the verdicts as far as that is cheap; all else is given back.
     */
    public void rest() {
        int left = MOST_AT_REST;
        for (ReceivingLane lane : lanes) {
            left -= lane.rest(left);
        }
        lanes.trimToSize();
        touched.trimToSize();
    }

    /** What was told may be lost. */
    public void reportAll() {
        lanes.forEach(ReceivingLane::reportAll);
    }

    public boolean hasReports() {
        for (ReceivingLane lane : lanes) {
            if (lane.hasReports()) {
                return true;
            }
        }
        return false;
    }

    /** Adds what the sender has to be told, about {@code bytes} of it. */
    public void takeReports(List<Item> into, int bytes) {
        int used = 0;
        for (ReceivingLane lane : lanes) {
            used += lane.takeReports(into, bytes - used);
        }
    }
}
