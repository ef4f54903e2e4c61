package org.pastecluster.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.Claim;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Figures;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.ViewId;
import org.pastecluster.message.ViewUpdate;

/** A leader's part: its lease, its members, the view that it publishes. {@link Heartbeats} keeps watch over the members. */
final class Leading {

    private final NodeState state;
    private final Roles roles;
    private final Lease lease;
    private final Heartbeats heartbeats;
    private final Publishing publishing;
    private final Neighbours neighbours;
    private final LeadershipScope scope;
    private final Map<String, Follower> followers = new LinkedHashMap<>();
    private long aloneFrom = Peer.NEVER;
    private Timers.Timer leaseCheck = Timers.Timer.none();
    private Timers.Timer outbidding = Timers.Timer.none();
    private @Nullable LeaderRef me;
    private long ledSince;
    private long sleptAt = Peer.NEVER;

    /** Why this node leads in a .NET node's place as soon as its lease rests on what was sent since it slept; null if it does not. */
    private @Nullable String insteadBecause;

    Leading(NodeState state, Roles roles) {
        this.state = state;
        this.roles = roles;
        this.lease = new Lease(state.timing.lease);
        this.heartbeats = new Heartbeats(state, this);
        this.publishing = new Publishing(state, this);
        this.neighbours = new Neighbours(state, this);
        this.scope = new LeadershipScope(state);
    }

    /**
     * @param supportedAt when the round of asking was sent that all supporters answered
     */
    void begin(Claim claim, List<Member> supporters, long supportedAt, String why) {
        LeaderRef leadership = new LeaderRef(state.self.member(), claim.number());
        me = leadership;
        ledSince = state.now();
        state.numbers.publish(claim.number());
        state.allegiance.follow(leadership);
        List<Member> before = state.membership.copy();
        Member presiding = state.neighbourhood().presidingAtBegin(supporters);
        state.membership.begin(leadership, inOrder(before, supporters, presiding), presiding);
        lease.begin(supporters.isEmpty() ? state.now() : supportedAt);
        if (presiding == null) {
            scope.acquire(leadership, lease.end(), why);
        } else {
            scope.speakFor(leadership, presiding);
        }
        roles.news().changed(before, why);
        followers.clear();
        for (Member member : state.membership.members()) {
            if (!state.self.is(member) && !member.isNeighbour()) {
                watch(member, supportedAt);
            }
        }
        leaseCheck = state.timers.after(0, this::checkLease);
        publishing.publishNow();
        neighbours.begin(before);
    }

    void end(String reason) {
        LeaderRef leadership = leadership();
        leaseCheck.cancel();
        outbidding.cancel();
        followers.values().forEach(follower -> follower.beat.cancel());
        followers.clear();
        publishing.end();
        neighbours.end();
        me = null;
        insteadBecause = null;
        state.allegiance.followNobody();
        scope.lose(leadership, reason);
    }

    boolean isActive() {
        return me != null;
    }

    LeaderRef leadership() {
        LeaderRef leadership = me;
        if (leadership == null) {
            throw new IllegalStateException("this node does not lead");
        }
        return leadership;
    }

    Collection<Follower> followers() {
        return followers.values();
    }

    Neighbours neighbours() {
        return neighbours;
    }

    @Nullable
    Follower follower(String host) {
        return followers.get(host);
    }

    Figures figures() {
        long within = state.now() - state.timing.lease;
        int support = 1;
        for (Follower follower : followers.values()) {
            support += follower.acknowledgedAt >= within ? 1 : 0;
        }
        return new Figures(leadership(), support, state.now() - ledSince);
    }

    /** A frame came in which the sender acknowledges this leader. */
    void acknowledged(Member by, Envelope envelope) {
        Follower follower = followers.get(by.host());
        if (follower == null || follower.member.incarnation() != by.incarnation()) {
            admit(by, "it follows this leader");
            return;
        }
        follower.view = envelope.view();
        if (envelope.echo() > 0) {
            long sentAt = Math.min(state.self.sentAt(envelope.echo()), state.now());
            follower.acknowledged(sentAt);
            roles.absence().endsIfHeard(sentAt);
            if (lease.renew(sentAt)) {
                renewed();
            }
        }
        if (!follower.view.equals(state.membership.id())) {
            publishing.publishSoon();
        }
        if (!follower.member.address().equals(by.address())) {
            admit(by, "it is named differently");
        }
    }

    /** A member names another leader: what it acknowledged before is no support any more. */
    void namesAnother(Member member) {
        Follower follower = followers.get(member.host());
        if (follower != null) {
            follower.acknowledgedAt = Peer.NEVER;
        }
    }

    /** Lets a node in, or takes note of its new name. */
    void admit(Member member, String why) {
        Member before = state.membership.at(member.host());
        if (member.equals(before)) {
            return;
        }
        boolean sameProcess = before != null && before.isSameProcessAs(member);
        state.membership.change(List.of(member), List.of());
        Follower old = followers.remove(member.host());
        if (old != null) {
            old.beat.cancel();
        }
        if (!sameProcess) {
            if (before != null) {
                roles.news().left(before, "another process has its address");
            }
            roles.news().joined(member, why);
        }
        if (!member.isNeighbour()) {
            watch(member, state.now());
        }
        neighbours.joined(member);
        if (!member.isNeighbour() && state.membership.isPresiding(member.host())) {
            leadInstead("a node of this project answers at " + member.host());
        }
        publishing.publishSoon();
    }

    void remove(Member member, String why) {
        if (!state.membership.contains(member)) {
            return;
        }
        Follower follower = followers.remove(member.host());
        if (follower != null) {
            follower.beat.cancel();
        }
        state.membership.change(List.of(), List.of(member));
        roles.news().left(member, why);
        neighbours.left(member);
        if (state.membership.isPresiding(member.host())) {
            leadInstead("the .NET node " + member.host() + " is gone: " + why);
        }
        if (state.membership.voices() < state.settings.minMembers()) {
            roles.ask("fewer than " + state.settings.minMembers() + " members are left");
            return;
        }
        publishing.publishSoon();
        renewIfAlone();
    }

    /**
     * Takes a member out that may be alive, and tells it: if it is, it comes back at once, and does not go on for the time of a
     * verdict as a member that nobody counts.
     */
    void expel(Member member, String why) {
        remove(member, why);
        if (isActive() && !member.isNeighbour()) {
            invite(member.host());
        }
    }

    /** Takes a higher number and goes on, in place. */
    void outbid(@Nullable LeaderRef superseded, String why) {
        outbidding.cancel();
        LeaderRef higher = new LeaderRef(state.self.member(), state.numbers.next());
        me = higher;
        state.numbers.publish(higher.number());
        state.allegiance.follow(higher);
        state.membership.outbid(higher);
        scope.outbid(higher, why);
        if (superseded != null) {
            publishing.supersede(superseded);
        }
        publishing.publishSoon();
    }

    /** A .NET node leads from now on, this node speaks for those of this project. */
    void preside(Member presiding) {
        insteadBecause = null;
        state.membership.preside(presiding);
        scope.speakFor(leadership(), presiding);
        publishing.publishSoon();
        neighbours.presides();
    }

    /** The .NET node leads no longer; this node does. One that slept may have a successor, and a lease whose clock stood still: it waits for news. */
    void leadInstead(String why) {
        insteadBecause = why;
        leadIfProven();
    }

    private void leadIfProven() {
        String why = insteadBecause;
        if (why != null && (sleptAt == Peer.NEVER || lease.renewedAt() >= sleptAt)) {
            insteadBecause = null;
            state.membership.preside(null);
            outbid(null, why);
            scope.acquire(leadership(), lease.end(), why);
            neighbours.tellAll();
        }
    }

    private void renewed() {
        scope.renewed(lease.end());
        leadIfProven();
    }

    /** Somebody knows of a published number above this leader's: nobody may hold that this one is a leader of the past. */
    void outbidSoonIfBehind() {
        if (isBehind() && !outbidding.isPending()) {
            outbidding = state.timers.after(state.timing.heartbeat / 4, this::outbidIfBehind);
        }
    }

    void outbidIfBehind() {
        if (isBehind() && !roles.meeting().isYielding()) {
            outbid(null, "a higher number was published elsewhere");
        }
    }

    /** A newcomer holds this view; what it is given must be newer, or it could not take it. */
    void outbidIfBehind(ViewId held) {
        outbidIfBehind();
        if (held.number() == leadership().number()
                && held.version() > state.membership.id().version()) {
            outbid(null, "another leader has used the same number");
        }
    }

    /** A node without a leader holds this view, and so takes no older one. */
    void outbidIfAsNew(ViewId held) {
        if (held.number() == leadership().number() && held.compareTo(state.membership.id()) >= 0) {
            outbid(null, "a node without a leader holds a view as new as this one");
        }
    }

    private boolean isBehind() {
        return state.numbers.published() > leadership().number();
    }

    void rename() {
        me = new LeaderRef(state.self.member(), leadership().number());
        state.allegiance.follow(leadership());
        state.membership.change(List.of(state.self.member()), List.of());
        publishing.publishSoon();
    }

    /** What it reads first may tell that it is not alone: until then it does not renew its lease itself. */
    void slept() {
        sleptAt = state.now();
        long remaining = lease.end() - state.now();
        aloneFrom = state.now() + Math.min(state.timing.heartbeat / 10, remaining / 2);
        leaseCheck.cancel();
        leaseCheck = state.timers.at(aloneFrom, this::checkLease);
        heartbeats.slept();
        neighbours.slept();
    }

    /** Another process answers at this leader's address. */
    void isFalse(String why) {
        roles.stop(why);
    }

    void linkClosed(String host) {
        Follower follower = followers.get(host);
        if (follower != null) {
            heartbeats.callNow(follower);
        }
    }

    /** Sends the view to a node without a leader, which may follow it. */
    void invite(String host) {
        publishing.invite(host);
    }

    @Nullable
    ViewUpdate newsFor(Envelope envelope) {
        return state.membership.since(envelope.view());
    }

    /** The lease is over: nothing this leader still does may count. Returns whether it still leads. */
    boolean holdsLease() {
        if (!lease.hasEnded(state.now())) {
            return true;
        }
        roles.askAfterAbsence("the lease ended: no member acknowledged this leader in time");
        return false;
    }

    private void watch(Member member, long since) {
        Follower follower = new Follower(member, since);
        followers.put(member.host(), follower);
        heartbeats.watch(follower);
    }

    private void checkLease() {
        if (isActive() && holdsLease()) {
            renewIfAlone();
            long pause = state.membership.voices() == 1 ? state.timing.heartbeat : lease.end() - state.now();
            leaseCheck = state.timers.after(pause, this::checkLease);
        }
    }

    private void renewIfAlone() {
        boolean alone = state.membership.voices() == 1 && state.now() >= aloneFrom;
        if (alone && lease.renew(state.now())) {
            renewed();
            leaseCheck.cancel();
            leaseCheck = state.timers.after(state.timing.heartbeat, this::checkLease);
        }
    }

    /** The members of before keep their order, .NET nodes stay until they are looked at; newcomers follow. */
    private List<Member> inOrder(List<Member> before, List<Member> supporters, @Nullable Member presiding) {
        Map<String, Member> present = new LinkedHashMap<>();
        present.put(state.self.host(), state.self.member());
        supporters.forEach(member -> present.put(member.host(), member));
        state.neighbourhood().lately().forEach(member -> present.putIfAbsent(member.host(), member));
        if (presiding != null) {
            present.putIfAbsent(presiding.host(), presiding);
        }
        List<Member> ordered = new ArrayList<>();
        for (Member member : before) {
            Member now = present.remove(member.host());
            if (now != null) {
                ordered.add(now);
            } else if (member.isNeighbour()) {
                ordered.add(member);
            }
        }
        ordered.addAll(present.values());
        return ordered;
    }
}
