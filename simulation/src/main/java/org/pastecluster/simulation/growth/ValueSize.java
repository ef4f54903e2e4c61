package org.pastecluster.simulation.growth;

import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;
import org.pastecluster.message.Claim;
import org.pastecluster.message.Figures;
import org.pastecluster.message.Grant;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.ViewId;
import org.pastecluster.message.ViewUpdate;

/** How large the values inside of frames are on the wire; 0 for null. */
final class ValueSize {

    static final String INCARNATION = "0123456789abcdef";

    private ValueSize() {}

    private static Json withMember(Member member) {
        Json json = new Json().text("host", member.host());
        if (member.id() != 0) {
            json.bare("id", member.id());
        }
        if (member.group() != 0) {
            json.bare("group", member.group());
        }
        if (!member.name().isEmpty()) {
            json.text("name", member.name());
        }
        return json.text("incarnation", INCARNATION);
    }

    static long member(@Nullable Member member) {
        return member == null ? 0 : withMember(member).size();
    }

    static long leader(@Nullable LeaderRef leader) {
        return leader == null
                ? 0
                : withMember(leader.member()).number("number", leader.number()).size();
    }

    static long claim(@Nullable Claim claim) {
        return claim == null
                ? 0
                : withMember(claim.candidate())
                        .number("number", claim.number())
                        .number("vote_time", claim.voteTime())
                        .size();
    }

    static long figures(Figures figures) {
        return new Json()
                .object("leader", leader(figures.leader()))
                .bare("support", figures.support())
                .number("led_ns", figures.ledNanos())
                .size();
    }

    static long grant(Grant grant) {
        return new Json()
                .object("leader", leader(grant.leader()))
                .number("remaining_ns", grant.remainingNanos())
                .size();
    }

    static long viewId(ViewId id) {
        return new Json()
                .number("number", id.number())
                .number("version", id.version())
                .size();
    }

    static long update(@Nullable ViewUpdate update) {
        return update == null
                ? 0
                : new Json()
                        .object("leader", leader(update.leader()))
                        .object("base", viewId(update.base()))
                        .number("version", update.version())
                        .list("joined", update.joined(), ValueSize::member)
                        .list("left", update.left(), ValueSize::member)
                        .object("presiding", member(update.presiding()))
                        .list("supersedes", update.supersedes(), ValueSize::leader)
                        .size();
    }

    /** A node with the fields that .NET gives it. */
    static long dotNet(@Nullable Member member, long voteTime) {
        return member == null ? 0 : withDotNet(new Json(), member, voteTime).size();
    }

    static Json withDotNet(Json json, Member member, long voteTime) {
        return json.text("host", member.host())
                .bare("id", member.id())
                .bare("group", member.group())
                .text("name", member.name())
                .text("node_code", null)
                .bare("vote_time", voteTime)
                .bare("last_time", 0)
                .bare("error_time", 0);
    }
}
