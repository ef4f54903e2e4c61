package org.pastecluster.simulation.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.message.Claim;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewUpdate;
import org.pastecluster.simulation.checker.Times;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.simulation.cluster.SimulatedProcess;

/** Short words for frames: members as in {@code n2#7}, numbers less the start of time. */
final class FrameText {

    private final SimulatedCluster cluster;

    FrameText(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    boolean isRoutine(Frame frame) {
        return frame.body() instanceof Request.Heartbeat
                || frame.body() instanceof Request.Ask
                || frame.body() instanceof Reply.Ack
                || frame.body() instanceof Reply.State
                || (frame.body() instanceof Reply.Update update && update.update() == null);
    }

    String frame(Frame frame) {
        Envelope envelope = frame.envelope();
        return body(frame) + "  [" + (envelope.toIncarnation() == 0 ? "to any, " : "") + "follows "
                + leader(envelope.following()) + ", seen " + Times.number(envelope.seen()) + ", published "
                + Times.number(envelope.published()) + ", view "
                + Times.number(envelope.view().number()) + "."
                + envelope.view().version() + "]";
    }

    private String body(Frame frame) {
        if (frame.body() instanceof Request.Compete compete) {
            return "Compete " + claim(compete.claim()) + " after " + leader(compete.predecessor())
                    + (compete.fate().isKnown() ? " " + compete.fate() : "");
        }
        if (frame.body() instanceof Request.Publish publish) {
            return "Publish " + update(publish.update());
        }
        if (frame.body() instanceof Request.Withdraw withdraw) {
            return "Withdraw " + claim(withdraw.claim());
        }
        if (frame.body() instanceof Request.Relay relay) {
            return "Relay to " + host(relay.target()) + " (" + relay.relays() + " more) of " + body(relay.inner());
        }
        if (frame.body() instanceof Request.Resign resign) {
            return "Resign " + leader(resign.leadership()) + " heir "
                    + (resign.heir() == null ? "-" : host(resign.heir())) + " successor " + leader(resign.successor())
                    + (resign.leaving() ? " leaving" : "");
        }
        if (frame.body() instanceof Request.Sighting sighting) {
            return "Sighting " + leader(sighting.leader());
        }
        if (frame.body() instanceof Request.Meet meet) {
            return "Meet support " + meet.mine().support() + " led "
                    + Times.seconds(meet.mine().ledNanos()) + " decision " + leader(meet.decision());
        }
        if (frame.body() instanceof Request.Carry carry) {
            return "Carry " + BatchText.of(carry.batch());
        }
        return reply(frame);
    }

    private String reply(Frame frame) {
        if (frame.body() instanceof Reply.Stand stand) {
            return "Stand " + stand.stance() + " rival " + leader(stand.rival()) + " better "
                    + (stand.better() == null ? "-" : claim(stand.better())) + " grants " + grants(stand);
        }
        if (frame.body() instanceof Reply.Update update) {
            ViewUpdate news = update.update();
            return "Update " + (news == null ? "-" : update(news));
        }
        if (frame.body() instanceof Reply.State state) {
            return "State " + state.role() + " leader " + leader(state.leader()) + " heard "
                    + Times.seconds(state.leaderNewsNanos()) + " ago" + (state.member() ? ", member" : "");
        }
        if (frame.body() instanceof Reply.Refused refused) {
            return "Refused " + refused.reason() + " " + refused.why() + " leader " + leader(refused.leader());
        }
        if (frame.body() instanceof Reply.Met met) {
            return "Met support " + met.mine().support() + " led "
                    + Times.seconds(met.mine().ledNanos()) + " decision " + leader(met.decision());
        }
        if (frame.body() instanceof Reply.Relayed relayed) {
            Frame inner = relayed.inner();
            return "Relayed " + relayed.finding() + " " + (inner == null ? "-" : body(inner));
        }
        return String.valueOf(frame.body()).replace("http://", "");
    }

    private String grants(Reply.Stand stand) {
        StringBuilder text = new StringBuilder("{");
        stand.grants()
                .forEach(grant -> text.append(text.length() == 1 ? "" : ", ")
                        .append(leader(grant.leader()))
                        .append(' ')
                        .append(Times.seconds(grant.remainingNanos())));
        return text.append('}').toString();
    }

    private String update(ViewUpdate update) {
        return Times.number(update.leader().number()) + "." + update.version() + " of "
                + member(update.leader().member())
                + (update.isWhole() ? " whole " : " +") + members(update.joined()) + " -" + members(update.left())
                + (update.supersedes().isEmpty()
                        ? ""
                        : " supersedes " + update.supersedes().size());
    }

    String claim(Claim claim) {
        return Times.number(claim.number()) + " of " + member(claim.candidate());
    }

    String view(ClusterView view) {
        return view.role() + " under " + (view.leader() == null ? "nobody" : member(view.leader())) + " "
                + Times.number(view.number()) + "." + view.version() + " " + members(view.members());
    }

    String leader(@Nullable LeaderRef leader) {
        return leader == null ? "-" : member(leader.member()) + "@" + Times.number(leader.number());
    }

    String members(List<Member> members) {
        StringBuilder text = new StringBuilder("{");
        members.forEach(member -> text.append(text.length() == 1 ? "" : " ").append(member(member)));
        return text.append('}').toString();
    }

    String member(Member member) {
        @Nullable SimulatedProcess process = cluster.ofIncarnation(member.incarnation());
        return process == null ? host(member.host()) : process.toString();
    }

    String host(String host) {
        return host.replace("http://", "");
    }
}
