package org.pastecluster.messenger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;

/**
 * Every process that is or was written to or heard: who is there, who has just gone, who may be forgotten. Thread-safe, but for what
 * is said of it.
 */
final class Correspondents {

    private static final int REMEMBERED = 1024;

    private final Messenger messenger;
    private final ByteBudget budget;
    private final MessageLimits limits;
    private final Map<Long, Correspondent> all = new ConcurrentHashMap<>();
    private final AtomicLong sessions = new AtomicLong();

    // What follows is the node's thread's.
    private final Map<Long, Member> present = new LinkedHashMap<>();

    Correspondents(Messenger messenger, MessageLimits limits) {
        this.messenger = messenger;
        this.limits = limits;
        this.budget = new ByteBudget(limits.receivedBytes());
    }

    /** That process, if anything was ever written there or heard from there. */
    @Nullable
    Correspondent known(long incarnation) {
        return all.get(incarnation);
    }

    Correspondent of(Member member) {
        return of(member.host(), member.incarnation());
    }

    Correspondent of(String host, long incarnation) {
        Correspondent known = all.get(incarnation);
        return known != null
                ? known
                : all.computeIfAbsent(
                        incarnation, key -> new Correspondent(messenger, host, key, budget, limits, messenger.now()));
    }

    Collection<Correspondent> all() {
        return all.values();
    }

    /** From now on one can write to all of that view. */
    void welcome(ClusterView next) {
        for (Member member : next.members()) {
            if (!member.isNeighbour()) {
                of(member).present(member, sessions.incrementAndGet());
            }
        }
    }

    /** Who is in the present view, and in whose place another process is in the next one. On the node's thread. */
    List<Member> replacedIn(ClusterView next) {
        Map<String, Member> atHost = new HashMap<>();
        next.members().forEach(member -> atHost.put(member.host(), member));
        List<Member> replaced = new ArrayList<>();
        for (Member before : present.values()) {
            Member now = atHost.get(before.host());
            if (now != null && !now.isSameProcessAs(before)) {
                replaced.add(before);
            }
        }
        return replaced;
    }

    /**
     * That view is the present one. On the node's thread.
     *
     * @return who was in the one before and is in this one no more
     */
    List<Member> replace(ClusterView view) {
        Map<Long, Member> now = new LinkedHashMap<>();
        for (Member member : view.members()) {
            if (!member.isNeighbour()) {
                now.put(member.incarnation(), member);
            }
        }
        List<Member> gone = new ArrayList<>();
        present.forEach((incarnation, member) -> {
            if (!now.containsKey(incarnation)) {
                gone.add(member);
            }
        });
        present.clear();
        present.putAll(now);
        return gone;
    }

    /**
     * One too many is gone: who went first is forgotten, for late messages of who has just gone may still come. On the node's
     * thread.
     */
    void forget() {
        int tooMany = all.size() - REMEMBERED - present.size();
        if (tooMany <= 0) {
            return;
        }
        Map<Long, Long> since = new HashMap<>();
        all.forEach((incarnation, each) -> since.put(incarnation, each.forgettableSince()));
        since.entrySet().stream()
                .filter(each -> each.getValue() != Correspondent.NEEDED && !present.containsKey(each.getKey()))
                .sorted(Map.Entry.comparingByValue())
                .limit(tooMany)
                .forEach(each -> forget(each.getKey()));
    }

    private void forget(long incarnation) {
        Correspondent known = all.get(incarnation);
        // A link may have opened meanwhile.
        if (known != null && known.forgettableSince() != Correspondent.NEEDED) {
            all.remove(incarnation);
        }
    }
}
