package org.pastecluster.protocol;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.Role;
import org.pastecluster.message.Claim;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewUpdate;

/** Decides which published views this node takes: those of its leader, of the claimant it supports, or of one it may join. */
final class ViewReception {

    private final NodeState state;
    private final Roles roles;

    ViewReception(NodeState state, Roles roles) {
        this.state = state;
        this.roles = roles;
    }

    void onPublish(Request.Publish request, Envelope envelope, Replies reply) {
        ViewUpdate update = request.update();
        LeaderRef publisher = update.leader();
        if (!publisher.member().isSameProcessAs(envelope.from())) {
            refuse(reply, "a view must come from its leader");
        } else if (!mayTake(update)) {
            refuse(reply, "this node holds to another leader");
            roles.sighted(publisher, envelope.from().host());
        } else if (isOld(update)) {
            reply.acknowledge();
        } else if (!state.membership.fits(update)) {
            reply.give(new Reply.NeedWhole());
        } else {
            take(update);
            reply.acknowledge();
        }
    }

    /** The leader answered a member's call with what that lacked. */
    void publishedBy(ViewUpdate update) {
        if (roles.role() == Role.FOLLOWING && mayTake(update) && !isOld(update) && state.membership.fits(update)) {
            take(update);
        }
    }

    /** The winner of a meeting answered with its view. */
    void yieldTo(ViewUpdate update) {
        if (roles.role() == Role.LEADING && mayTake(update) && !isOld(update) && state.membership.fits(update)) {
            take(update);
        }
    }

    /** A leader that was asked to let this node in has done so. */
    void join(ViewUpdate update) {
        boolean fits = isNotClosed(update) && !isOld(update) && state.membership.fits(update);
        if (roles.role() == Role.ASKING && fits) {
            take(update);
        }
    }

    private void refuse(Replies reply, String why) {
        reply.refuse(Reply.Refusal.OTHER_LEADER, why, state.allegiance.acknowledged());
    }

    private boolean mayTake(ViewUpdate update) {
        LeaderRef publisher = update.leader();
        Claim supported = state.allegiance.supported();
        if (supported != null) {
            return supported.candidate().isSameProcessAs(publisher.member());
        }
        LeaderRef leader = state.allegiance.leader();
        return switch (roles.role()) {
            case STOPPED -> false;
            case ASKING, CLAIMING -> isNotClosed(update);
            case FOLLOWING -> leader != null && (leader.isSameProcessAs(publisher) || replaces(update, leader));
            case LEADING -> leader != null && replaces(update, leader);
        };
    }

    private boolean isNotClosed(ViewUpdate update) {
        return update.leader().number() >= state.numbers.published();
    }

    private static boolean replaces(ViewUpdate update, LeaderRef leader) {
        return update.leader().number() > leader.number()
                && update.supersedes().stream().anyMatch(leader::isSameProcessAs);
    }

    /** A late copy of what this node has had from the same leader. */
    private boolean isOld(ViewUpdate update) {
        return update.id().compareTo(state.membership.id()) <= 0;
    }

    private void take(ViewUpdate update) {
        List<Member> before = update.isWhole() ? state.membership.copy() : List.of();
        LeaderRef leadershipBefore = state.allegiance.leader();
        boolean yields = roles.role() == Role.LEADING;
        roles.follow(update.leader());
        state.membership.apply(update);
        roles.tellOfOthers();
        if (update.isWhole()) {
            roles.news().changed(before, "published by " + update.leader().host());
        } else {
            tellStep(update);
        }
        if (yields && leadershipBefore != null) {
            roles.farewell().yieldTo(update.leader(), leadershipBefore, new ArrayList<>(before));
        }
    }

    private void tellStep(ViewUpdate update) {
        String why = "published by " + update.leader().host();
        update.left().forEach(member -> roles.news().left(member, why));
        update.joined().forEach(member -> roles.news().joined(member, why));
    }
}
