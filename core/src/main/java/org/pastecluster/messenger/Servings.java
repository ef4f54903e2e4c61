package org.pastecluster.messenger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.delivery.Receiving;
import org.pastecluster.delivery.ReceivingLane;

/** The lanes of one correspondent whose messages are being handed over. Guarded by the correspondent's lock. */
final class Servings {

    private final Messenger messenger;
    private final Correspondent from;
    private final List<Serving> all = new ArrayList<>();

    Servings(Messenger messenger, Correspondent from) {
        this.messenger = messenger;
        this.from = from;
    }

    /** Those that have to begin now. */
    List<Serving> begin(Receiving receiving) {
        List<ReceivingLane> lanes = new ArrayList<>(2);
        receiving.takeBeginning(lanes);
        if (lanes.isEmpty()) {
            return List.of();
        }
        List<Serving> begun = new ArrayList<>(lanes.size());
        for (ReceivingLane lane : lanes) {
            begun.add(new Serving(messenger, from, lane));
        }
        all.addAll(begun);
        messenger.alarmIfNone();
        return begun;
    }

    /** One is over. Returns the one that has waited for it, if there is any. */
    @Nullable
    Serving end(Serving over, ReceivingLane lane) {
        all.remove(over);
        ReceivingLane successor = lane.successor();
        if (successor == null) {
            return null;
        }
        Serving next = new Serving(messenger, from, successor);
        all.add(next);
        return next;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<Serving> all() {
        return List.copyOf(all);
    }
}
