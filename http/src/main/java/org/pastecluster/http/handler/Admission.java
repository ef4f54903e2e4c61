package org.pastecluster.http.handler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.HttpLimits;

/**
 * Counts the requests that are being served, and the bytes of bodies that are held for them. Thread-safe.
 *
 * <p>Each peer that has shown that it holds the secret has a budget of its own, so that peers behind one address do not share one.
 *
 * <p>A request that a thread of the web server has in hand takes no place and is displaced by nobody: there are no more of these than such
 * threads, and what it shows is looked at before the thread goes on. So who sends a request as a whole may wait for a core as long as it has to. A quarter is a
 * reserve for those that stay without having shown the secret, nearly all of them because their bodies have not arrived. When it is full, the newcomer
 * is let in and the longest-standing stranger of the busiest address gives way: only who means to be slow is still there when so many others have come.
 *
 * <p>Of each body the first bytes always have room. The rest shares three quarters of what may be held; who has not sent a body to its end in
 * {@link #SLOW_NANOS} gives that room up when another wants it.
 */
final class Admission {

    static final long SLOW_NANOS = 1_000_000_000;

    private static final int FEW = 4;

    private final HttpLimits limits;
    private final LongSupplier nanos;
    private final int reserve;
    private final int firstBytes;
    private final Map<String, Collection<Place>> strangers = new HashMap<>();
    private final Map<Object, Integer> peers = new HashMap<>();
    private int inHand;
    private int strangersTogether;
    private int peersTogether;
    private long heldBeyondFirst;

    /** @param nanos monotonic clock */
    Admission(HttpLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.reserve = limits.inFlight() / 4;
        this.firstBytes = limits.heldBytes() / 4 / limits.inFlight();
    }

    /**
     * A place for a stranger whose request a thread of the web server has in hand.
     *
     * @param giveWay called at most once, when the place was given to somebody else; from any thread, no lock held
     */
    synchronized Place enter(String address, Runnable giveWay) {
        inHand++;
        return new Place(this, address, nanos.getAsLong(), giveWay);
    }

    /** See {@link Place#stay}. */
    void stay(Place place) {
        Place displaced;
        synchronized (this) {
            if (place.isOver || place.stays || place.peer != null) {
                return;
            }
            displaced = strangersTogether < reserve ? null : longestStandingOfBusiest();
            if (displaced != null) {
                remove(displaced);
            }
            inHand--;
            place.stays = true;
            strangers
                    .computeIfAbsent(place.address, key -> new LinkedHashSet<>())
                    .add(place);
            strangersTogether++;
        }
        if (displaced != null) {
            displaced.giveWay();
        }
    }

    /** See {@link Place#takeInHand}. */
    synchronized void takeInHand(Place place) {
        if (!place.isOver && place.stays) {
            removeStranger(place);
            inHand++;
        }
    }

    private @Nullable Place longestStandingOfBusiest() {
        return strangers.values().stream()
                .max(Comparator.comparingInt(Collection::size))
                .map(places -> places.iterator().next())
                .orElse(null);
    }

    /** See {@link Place#prove}. */
    synchronized boolean prove(Place place, Object peer) {
        if (place.isOver || place.peer != null) {
            return !place.isOver;
        }
        int mine = peers.getOrDefault(peer, 0);
        int all = limits.inFlight() - reserve;
        int open = mine < FEW ? all : all - all / 4;
        if (peersTogether >= open || mine >= limits.inFlightPerPeer()) {
            return false;
        }
        removeUnproven(place);
        place.peer = peer;
        peers.put(peer, mine + 1);
        peersTogether++;
        return true;
    }

    /** See {@link Place#hold}. */
    boolean hold(Place place, int more) {
        List<Place> displaced = new ArrayList<>();
        boolean held;
        synchronized (this) {
            int wanted = beyondFirst(place.bytes + more) - beyondFirst(place.bytes);
            while (wanted > 0 && !isRoomFor(wanted)) {
                Place slow = slowest(place);
                if (slow == null) {
                    break;
                }
                remove(slow);
                displaced.add(slow);
            }
            held = !place.isOver && (wanted == 0 || isRoomFor(wanted));
            if (held) {
                place.bytes += more;
                heldBeyondFirst += wanted;
            }
        }
        displaced.forEach(Place::giveWay);
        return held;
    }

    private boolean isRoomFor(int wanted) {
        return heldBeyondFirst + wanted <= limits.heldBytes() - limits.heldBytes() / 4;
    }

    private int beyondFirst(int bytes) {
        return Math.max(0, bytes - firstBytes);
    }

    private @Nullable Place slowest(Place newcomer) {
        long now = nanos.getAsLong();
        return strangers.values().stream()
                .flatMap(Collection::stream)
                .filter(place -> place != newcomer && place.bytes > firstBytes && now - place.since > SLOW_NANOS)
                .min(Comparator.comparingLong(place -> place.since - now))
                .orElse(null);
    }

    /** See {@link Place#release}. */
    synchronized void release(Place place) {
        heldBeyondFirst -= beyondFirst(place.bytes);
        place.bytes = 0;
    }

    /** See {@link Place#leave}. */
    synchronized void leave(Place place) {
        if (!place.isOver) {
            remove(place);
        }
    }

    private void remove(Place place) {
        release(place);
        place.isOver = true;
        Object peer = place.peer;
        if (peer == null) {
            removeUnproven(place);
        } else {
            peersTogether--;
            peers.computeIfPresent(peer, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    private void removeUnproven(Place place) {
        if (place.stays) {
            removeStranger(place);
        } else {
            inHand--;
        }
    }

    private void removeStranger(Place place) {
        place.stays = false;
        Collection<Place> ofAddress = Objects.requireNonNull(strangers.get(place.address));
        ofAddress.remove(place);
        if (ofAddress.isEmpty()) {
            strangers.remove(place.address);
        }
        strangersTogether--;
    }

    synchronized int inFlight() {
        return inHand + strangersTogether + peersTogether;
    }
}
