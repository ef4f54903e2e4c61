package org.pastecluster.spring.boot.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ListenerRegistration;

/**
 * What applications registered, kept for the next node. Thread-safe.
 *
 * @param <T> where they are registered
 */
final class Registrations<T> {

    private final Map<Object, Kept> kept = new LinkedHashMap<>();
    private @Nullable T place;

    private final class Kept {

        private final Function<T, ListenerRegistration> how;
        private @Nullable ListenerRegistration present;

        Kept(Function<T, ListenerRegistration> how) {
            this.how = how;
        }
    }

    /**
     * Registers at the present node, if there is one, and at each that follows.
     *
     * @param key whoever was registered with it before is forgotten, as the node itself replaces it
     */
    synchronized ListenerRegistration add(Object key, Function<T, ListenerRegistration> how) {
        Kept mine = new Kept(how);
        if (place != null) {
            mine.present = how.apply(place);
        }
        kept.put(key, mine);
        return () -> remove(key, mine);
    }

    private synchronized void remove(Object key, Kept mine) {
        kept.remove(key, mine);
        ListenerRegistration present = mine.present;
        mine.present = null;
        if (present != null) {
            present.remove();
        }
    }

    /** From now on, these are at a new node. */
    synchronized void moveTo(T next) {
        place = next;
        for (Kept each : new ArrayList<>(kept.values())) {
            each.present = each.how.apply(next);
        }
    }
}
