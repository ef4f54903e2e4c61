package org.pastecluster.messenger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ListenerRegistration;
import org.pastecluster.spi.ReservedMessages;

/** Who takes which messages. Thread-safe. */
final class Handlers {

    private final Map<Integer, Handler> byType = new ConcurrentHashMap<>();
    private volatile @Nullable Handler others;

    ListenerRegistration put(int type, Handler handler) {
        byType.put(type, handler);
        return () -> byType.remove(type, handler);
    }

    ListenerRegistration putOthers(Handler handler) {
        others = handler;
        return () -> {
            synchronized (this) {
                if (handler.equals(others)) {
                    others = null;
                }
            }
        };
    }

    @Nullable
    Handler of(int type) {
        Handler own = byType.get(type);
        return own == null && !ReservedMessages.has(type) ? others : own;
    }
}
