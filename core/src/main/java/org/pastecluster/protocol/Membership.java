package org.pastecluster.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.ViewId;
import org.pastecluster.message.ViewUpdate;

/**
 * The view that this node holds: who the members are, in the order in which they came, as published by whom.
 *
 * <p>A leader changes it step by step and remembers the last steps, so that a member that lacks a few gets these and not the
 * whole list.
 */
final class Membership {

    private static final int STEPS_REMEMBERED = 64;

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Deque<ViewUpdate> steps = new ArrayDeque<>();
    private @Nullable LeaderRef publisher;
    private ViewId id = ViewId.NONE;
    private @Nullable Member presiding;
    private int neighbours;

    ViewId id() {
        return id;
    }

    /** Who published the view; null before the first. It may be dead by now. */
    @Nullable
    LeaderRef publisher() {
        return publisher;
    }

    int size() {
        return members.size();
    }

    /** How many members are of this project, and thus have a voice. */
    int voices() {
        return members.size() - neighbours;
    }

    /** The .NET node that leads, while the publisher speaks for the nodes of this project; null when the publisher leads. */
    @Nullable
    Member presiding() {
        return presiding;
    }

    boolean isPresiding(String host) {
        return presiding != null && presiding.host().equals(host);
    }

    /** A .NET node leads from now on, or, with null, the publisher. */
    void preside(@Nullable Member neighbour) {
        presiding = neighbour;
        change(List.of(), List.of());
    }

    Collection<Member> members() {
        return members.values();
    }

    List<Member> copy() {
        return List.copyOf(members.values());
    }

    /** Whether this node never was a member of any cluster since its start: it founds one, and knows nothing of earlier leaders. */
    boolean isNew() {
        return id.equals(ViewId.NONE);
    }

    boolean contains(String host) {
        return members.containsKey(host);
    }

    @Nullable
    Member at(String host) {
        return members.get(host);
    }

    boolean contains(Member process) {
        Member here = members.get(process.host());
        return here != null && here.incarnation() == process.incarnation();
    }

    void begin(LeaderRef leader, Collection<Member> first) {
        begin(leader, first, null);
    }

    /** Begins a leadership with these members: a step from the view before, so that who holds that one need not get all. */
    void begin(LeaderRef leader, Collection<Member> first, @Nullable Member presidingNow) {
        Map<String, Member> wanted = new LinkedHashMap<>();
        first.forEach(member -> wanted.put(member.host(), member));
        List<Member> left = new ArrayList<>();
        for (Member member : members.values()) {
            if (!wanted.containsKey(member.host())) {
                left.add(member);
            }
        }
        List<Member> joined = new ArrayList<>();
        for (Member member : wanted.values()) {
            if (!member.equals(members.get(member.host()))) {
                joined.add(member);
            }
        }
        publisher = leader;
        presiding = presidingNow;
        steps.clear();
        change(joined, left);
    }

    /** The leader changes its view by one step. */
    void change(List<Member> joined, List<Member> left) {
        ViewUpdate step = new ViewUpdate(leader(), id, id.version() + 1, joined, left, presiding, List.of());
        put(step);
        id = step.id();
        steps.addLast(step);
        if (steps.size() > STEPS_REMEMBERED) {
            steps.removeFirst();
        }
    }

    /** The leader goes on under a higher number; the members stay. */
    void outbid(LeaderRef leader) {
        steps.clear();
        ViewId base = id;
        publisher = leader;
        id = new ViewId(leader.number(), id.version() + 1);
        steps.addLast(new ViewUpdate(leader, base, id.version(), List.of(), List.of(), presiding, List.of()));
    }

    ViewUpdate whole(List<LeaderRef> supersedes) {
        return new ViewUpdate(leader(), ViewId.NONE, id.version(), copy(), List.of(), presiding, supersedes);
    }

    /** What somebody lacks who holds {@code held}: the steps since, as one, or the whole; null when it lacks nothing. */
    @Nullable
    ViewUpdate since(ViewId held) {
        if (held.equals(id)) {
            return null;
        }
        Map<String, Member> joined = new LinkedHashMap<>();
        Map<String, Member> left = new LinkedHashMap<>();
        boolean found = false;
        for (ViewUpdate step : steps) {
            found |= step.base().equals(held);
            if (found) {
                step.left().forEach(member -> {
                    joined.remove(member.host());
                    left.put(member.host(), member);
                });
                step.joined().forEach(member -> joined.put(member.host(), member));
            }
        }
        if (!found) {
            return whole(List.of());
        }
        return new ViewUpdate(
                leader(),
                held,
                id.version(),
                List.copyOf(joined.values()),
                List.copyOf(left.values()),
                presiding,
                List.of());
    }

    /** Whether {@link #apply} can follow this update from the view held now. */
    boolean fits(ViewUpdate update) {
        return update.isWhole() || update.base().equals(id);
    }

    /** A follower takes what its leader published. */
    void apply(ViewUpdate update) {
        steps.clear();
        if (update.isWhole()) {
            clear();
        }
        put(update);
        presiding = update.presiding();
        publisher = update.leader();
        id = update.id();
    }

    /** Forgets all, keeping the version, which never goes back. */
    void forget() {
        clear();
        presiding = null;
        steps.clear();
        publisher = null;
    }

    private void put(ViewUpdate update) {
        for (Member member : update.left()) {
            count(members.remove(member.host()), -1);
        }
        for (Member member : update.joined()) {
            count(members.put(member.host(), member), -1);
            count(member, 1);
        }
    }

    private void clear() {
        members.clear();
        neighbours = 0;
    }

    private void count(@Nullable Member member, int change) {
        if (member != null && member.isNeighbour()) {
            neighbours += change;
        }
    }

    /** The members of before that are not there any more, or as another process. */
    static List<Member> gone(List<Member> before, Membership after) {
        List<Member> gone = new ArrayList<>();
        for (Member member : before) {
            if (!after.contains(member)) {
                gone.add(member);
            }
        }
        return gone;
    }

    private LeaderRef leader() {
        if (publisher == null) {
            throw new IllegalStateException("no view has been published yet");
        }
        return publisher;
    }
}
