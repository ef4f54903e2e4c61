package org.pastecluster.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.HistoryKind;
import org.pastecluster.Member;
import org.pastecluster.Role;
import org.pastecluster.message.Claim;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.LeaderRef;

/**
 * What this node is doing, and every change of it.
 *
 * <p>Asking leads to following or claiming; claiming to leading, following or asking; following to claiming or asking; leading to
 * asking, or to following when another leader wins a meeting; anything to stopped, which is final.
 */
final class Roles {

    private final NodeState state;
    private final Asking asking;
    private final Candidacy candidacy;
    private final Voting voting;
    private final Following following;
    private final Leading leading;
    private final Meeting meeting;
    private final Search search;
    private final ViewReception reception;
    private final Farewell farewell;
    private final Sightings sightings;
    private final MemberNews news;
    private final OneWayLeader oneWayLeader;
    private final Absence absence = new Absence();
    private Role role = Role.STOPPED;
    private boolean ended;
    private @Nullable String endReason;

    Roles(NodeState state) {
        this.state = state;
        this.asking = new Asking(state, this);
        this.candidacy = new Candidacy(state, this);
        this.voting = new Voting(state, this);
        this.following = new Following(state, this);
        this.leading = new Leading(state, this);
        this.meeting = new Meeting(state, this);
        this.search = new Search(state, this);
        this.reception = new ViewReception(state, this);
        this.farewell = new Farewell(state, this);
        this.sightings = new Sightings(state);
        this.news = new MemberNews(state);
        this.oneWayLeader = new OneWayLeader(state);
    }

    Role role() {
        return role;
    }

    Candidacy candidacy() {
        return candidacy;
    }

    Voting voting() {
        return voting;
    }

    Following following() {
        return following;
    }

    Leading leading() {
        return leading;
    }

    Meeting meeting() {
        return meeting;
    }

    ViewReception reception() {
        return reception;
    }

    Farewell farewell() {
        return farewell;
    }

    MemberNews news() {
        return news;
    }

    OneWayLeader oneWayLeader() {
        return oneWayLeader;
    }

    void start() {
        enter(Role.ASKING);
        search.begin();
        asking.begin(0);
    }

    /** Looks for a leader, whatever the node did before. */
    void ask(String why) {
        ask(why, 0);
    }

    /** Looks for a leader, and competes again only after a while: too few can be reached, which a claim does not change. */
    void askAndPause(String why) {
        ask(why, state.timing.heirHead);
    }

    /** Looks for a leader that may have been elected while this node was asleep or cut off. */
    void askAfterAbsence(String why) {
        absence.begins(state.now());
        ask(why);
    }

    Absence absence() {
        return absence;
    }

    private void ask(String why, long head) {
        leave(why);
        state.allegiance.followNobody();
        enter(Role.ASKING);
        asking.begin(head);
    }

    /** The round of asking found nobody who leads. */
    void compete(@Nullable LeaderRef last) {
        claim(last, LeaderFate.SILENT);
    }

    /** The leader is given up; a claim that is supported already is left to win. */
    void elect(LeaderRef last, LeaderFate fate, String why) {
        if (role == Role.FOLLOWING && state.allegiance.supported() == null) {
            state.out.note(HistoryKind.SUSPECTED, last.number(), last.member(), why);
            if (!voting.supportsAfterLeader()) {
                claim(last, fate);
            }
        }
    }

    private void claim(@Nullable LeaderRef last, LeaderFate fate) {
        leave("competes");
        state.allegiance.followNobody();
        enter(Role.CLAIMING);
        candidacy.begin(last, fate, FirstClaimants.include(state, last) ? 0 : state.timing.claimDelay);
    }

    /**
     * @param last the leader that this node wanted to succeed itself; null for none
     */
    void supportInstead(Claim better, @Nullable LeaderRef last) {
        voting.supportInstead(better, last);
        ask("supports the claim of " + better.candidate().host());
    }

    /** The leader that was given up lives after all. */
    void resume(LeaderRef leader, String via) {
        leave("resumes");
        absence.ends();
        enter(Role.FOLLOWING);
        state.allegiance.follow(leader);
        // It lived a moment ago, so a lease that others renewed may run as long as one that this node grants now.
        state.allegiance.grant(leader, state.now());
        state.peers.at(leader.host(), state.now()).refusal().called();
        if (!via.equals(leader.host())) {
            state.peers.at(leader.host(), state.now()).via = via;
        }
        following.resume(leader);
    }

    void supportEnded() {
        if (role == Role.ASKING) {
            asking.supportEnded();
        } else if (role == Role.FOLLOWING) {
            following.supportEnded();
        }
    }

    void lead(Claim claim, List<Member> supporters, long supportedAt, String why) {
        leave("leads");
        absence.ends();
        enter(Role.LEADING);
        leading.begin(claim, supporters, supportedAt, why);
        search.hasten();
    }

    void follow(LeaderRef leader) {
        LeaderRef before = state.allegiance.leader();
        boolean same = role == Role.FOLLOWING && before != null && before.isSameProcessAs(leader);
        if (!same) {
            if (role == Role.CLAIMING) {
                candidacy.withdraw();
            }
            leave("yields to " + leader.host());
            enter(Role.FOLLOWING);
            state.out.note(HistoryKind.LEADER, leader.number(), leader.member(), "this node follows it");
        }
        state.numbers.publish(leader.number());
        state.allegiance.follow(leader);
        following.begin(leader);
        voting.settled();
    }

    /** The view of the leader that is followed now is here: that one hears of others that this node had heard of. */
    void tellOfOthers() {
        asking.alsoLeading().forEach(other -> sighted(other, other.host()));
    }

    /** Stops leading without a successor, on purpose. */
    void giveUp(String why, boolean leaving) {
        if (leaving) {
            leave(why);
            state.allegiance.followNobody();
            enter(Role.STOPPED);
        } else {
            ask(why, state.timing.heirHead);
        }
    }

    void leaveQuietly() {
        leave("leaves");
        state.allegiance.followNobody();
        enter(Role.STOPPED);
    }

    /**
     * @param failure why the node cannot go on; null when it leaves
     */
    void stop(@Nullable String failure) {
        if (ended) {
            return;
        }
        ended = true;
        leave(failure == null ? "this node leaves" : failure);
        state.allegiance.followNobody();
        enter(Role.STOPPED);
        search.end();
        state.timers.clear();
        state.exchanges.clear();
        if (failure != null) {
            state.out.note(HistoryKind.SELF, 0, state.self.member(), failure);
        }
        endReason = failure;
    }

    /** At the end of the step that ended the node, so that nothing comes after. */
    void tellEnd() {
        if (ended) {
            state.out.add(new Output.Stopped(endReason));
        }
    }

    boolean hasEnded() {
        return ended;
    }

    void hearsOf(LeaderRef leader, String via) {
        if (role == Role.ASKING) {
            asking.hearsOf(leader, via);
        }
    }

    /** A frame of this node came that is newer than all before. */
    void heard(Peer peer, Envelope envelope, boolean itCalled) {
        LeaderRef theirs = envelope.following();
        boolean leadsNow = theirs != null
                && theirs.member().isSameProcessAs(envelope.from())
                && !peer.refusal().saysGone();
        if (theirs != null) {
            voting.heardOf(theirs, leadsNow ? state.now() : Peer.NEVER);
        }
        switch (role) {
            case LEADING -> heardAsLeader(envelope, theirs);
            case FOLLOWING -> heardAsFollower(peer, envelope, theirs, itCalled);
            case ASKING -> {
                if (theirs != null && itCalled && oneWayLeader.mayBeFollowed(theirs, envelope)) {
                    follow(theirs);
                } else if (theirs != null) {
                    asking.hearsOf(theirs, peer.host);
                } else if (itCalled) {
                    asking.called(peer.host, envelope);
                }
            }
            case CLAIMING -> {
                if (theirs != null && leadsNow) {
                    candidacy.heardLeader(theirs);
                }
            }
            case STOPPED -> {}
        }
    }

    private void heardAsLeader(Envelope envelope, @Nullable LeaderRef theirs) {
        if (theirs != null) {
            if (!state.self.is(theirs.member())) {
                leading.namesAnother(envelope.from());
                meeting.sighted(theirs, envelope.from().host());
                return;
            }
            leading.acknowledged(envelope.from(), envelope);
        }
        if (role == Role.LEADING) {
            leading.outbidSoonIfBehind();
        }
    }

    private void heardAsFollower(Peer peer, Envelope envelope, @Nullable LeaderRef theirs, boolean itCalled) {
        LeaderRef leader = state.allegiance.leader();
        if (leader == null) {
            return;
        }
        if (envelope.from().isSameProcessAs(leader.member())) {
            if (theirs != null && theirs.isSameProcessAs(leader)) {
                following.heard(itCalled);
                absence.endsIfHeard(envelope.echo() > 0 ? state.self.sentAt(envelope.echo()) : Peer.NEVER);
            } else {
                state.allegiance.revoke(leader);
                following.leaderGaveUp(leader, theirs);
            }
        } else if (theirs != null) {
            sighted(theirs, peer.host);
        }
    }

    /** There is another leader: this one meets it, or its follower tells it. */
    void sighted(LeaderRef other, String via) {
        if (role == Role.LEADING) {
            meeting.sighted(other, via);
            return;
        }
        if (role == Role.CLAIMING) {
            candidacy.heardOfLeader(other, via);
            return;
        }
        LeaderRef leader = state.allegiance.acknowledged();
        if (role != Role.FOLLOWING
                || leader == null
                || leader.isSameProcessAs(other)
                || state.self.is(other.member())) {
            return;
        }
        sightings.tell(leader, other);
    }

    /** Another process answers at this host than before. */
    void replaced(Peer peer) {
        Member before = state.membership.at(peer.host);
        if (before == null || before.incarnation() == peer.incarnation()) {
            return;
        }
        if (role == Role.LEADING) {
            leading.remove(before, "its address answers as another process");
        } else if (role == Role.FOLLOWING) {
            following.replaced(before);
        }
    }

    void linkClosed(String host) {
        if (role == Role.LEADING) {
            leading.linkClosed(host);
        } else if (role == Role.FOLLOWING) {
            following.linkClosed(host);
        }
    }

    /** A host that was not known is to be looked for: it is asked at once. */
    void added(String host) {
        search.ask(host);
    }

    /** Hosts were named of which nothing was known. Who looks for a leader has them in its round, and waits for them. */
    void found(List<String> news) {
        if (role == Role.ASKING) {
            asking.found();
        } else {
            news.stream().limit(Search.AT_ONCE).forEach(this::added);
        }
    }

    /** A user asks to look around: a leader and its members look for the missing, everybody else asks anew. */
    void scan() {
        if (role == Role.LEADING || role == Role.FOLLOWING) {
            search.askAll();
        } else if (role == Role.ASKING) {
            ask("a user asks to look again");
        }
    }

    void slept() {
        absence.begins(state.now());
        switch (role) {
            case LEADING -> {
                if (leading.holdsLease()) {
                    leading.slept();
                }
            }
            case FOLLOWING -> following.slept();
            case CLAIMING -> {
                candidacy.withdraw();
                askAfterAbsence("this node was asleep");
            }
            case ASKING -> askAfterAbsence("this node was asleep");
            case STOPPED -> {}
        }
    }

    private void leave(String why) {
        switch (role) {
            case LEADING -> leading.end(why);
            case FOLLOWING -> following.end();
            case CLAIMING -> candidacy.end();
            case ASKING -> asking.end();
            case STOPPED -> {}
        }
    }

    private void enter(Role next) {
        role = next;
    }
}
