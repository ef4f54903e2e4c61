package org.pastecluster.simulation.growth;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.NodeAddress;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Body;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Item;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Posted;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;

/**
 * How many bytes a frame is on the wire. This module does not see the wire form, which is in {@code http}; so it counts the fields
 * that WIRE.md names, and a test compares the sum with what {@code http} truly writes. The heads of HTTP are those of signed
 * requests between hosts with names of usual length.
 */
public final class FrameSize {

    /** Request line and headers; a test sends a request to see how long they are. */
    static final int REQUEST_HEAD = 411;

    /** Status line and headers of an answer, signed too. */
    static final int ANSWER_HEAD = 326;

    private static final int BATCH_HEAD = 16;
    private static final int ITEM = 14;
    private static final String SEEN_AS = "10.0.0.100";

    private FrameSize() {}

    /** Head and body of the request that carries this frame. */
    public static long request(Frame frame) {
        return REQUEST_HEAD + requestBody(frame);
    }

    /**
     * Head and body of the answer that carries this frame.
     *
     * @param members how many the sender knows
     */
    public static long answer(Frame frame, int members) {
        return ANSWER_HEAD + answerBody(frame, members);
    }

    static long requestBody(Frame frame) {
        return outer(frame).object("pastecluster", versioned(frame).size()).size();
    }

    static long answerBody(Frame frame, int members) {
        LeaderRef following = frame.envelope().following();
        return new Json()
                .flag("success", true)
                .object("master", following == null ? 0 : ValueSize.dotNet(following.member(), 0))
                .object("node", ValueSize.dotNet(frame.envelope().from(), 0))
                .bare("node_count", members)
                .object(
                        "pastecluster",
                        versioned(frame).text("seen_as", SEEN_AS).size())
                .size();
    }

    /** What .NET would send on the same path. */
    private static Json outer(Frame frame) {
        if (frame.body() instanceof Request.Publish publish) {
            return new Json()
                    .object("master", ValueSize.dotNet(publish.update().leader().member(), 0))
                    .list("nodes", List.of(), unused -> 0);
        } else if (frame.body() instanceof Request.Compete compete) {
            return ValueSize.withDotNet(
                    new Json(), compete.claim().candidate(), compete.claim().voteTime());
        } else if (frame.body() instanceof Request.Remove remove) {
            return ValueSize.withDotNet(new Json(), new Member(NodeAddress.of(remove.host()), 1), 0);
        }
        return ValueSize.withDotNet(new Json(), frame.envelope().from(), 0);
    }

    private static Json versioned(Frame frame) {
        return inner(frame).bare("version", 1).list("capabilities", List.of(), unused -> 0);
    }

    private static Json inner(Frame frame) {
        return new Json()
                .text("kind", kind(frame.body()))
                .object("envelope", envelope(frame.envelope()))
                .object("body", body(frame.body()).size());
    }

    private static long envelope(Envelope envelope) {
        return new Json()
                .object("from", ValueSize.member(envelope.from()))
                .text("to", ValueSize.INCARNATION)
                .number("seen", envelope.seen())
                .number("published", envelope.published())
                .number("stamp", envelope.stamp())
                .number("echo", envelope.echo())
                .object("following", ValueSize.leader(envelope.following()))
                .object("view", ValueSize.viewId(envelope.view()))
                .size();
    }

    /** Records are called on the wire as in Java, but {@code NeedWhole} is {@code need_whole}. */
    private static String kind(Body body) {
        return body instanceof Reply.NeedWhole ? "need_whole" : body.getClass().getSimpleName();
    }

    private static Json body(Body body) {
        return body instanceof Reply reply ? reply(new Json(), reply) : request(new Json(), body);
    }

    private static Json request(Json json, Body body) {
        if (body instanceof Request.Ask ask) {
            json.text("target", ask.target());
        } else if (body instanceof Request.Join join) {
            json.list("wanted", join.wanted(), host -> host.length() + 2);
        } else if (body instanceof Request.Publish publish) {
            json.object("update", ValueSize.update(publish.update()));
        } else if (body instanceof Request.Compete compete) {
            json.object("claim", ValueSize.claim(compete.claim()))
                    .object("predecessor", ValueSize.leader(compete.predecessor()))
                    .text("predecessor_fate", compete.fate().name());
        } else if (body instanceof Request.Withdraw withdraw) {
            json.object("claim", ValueSize.claim(withdraw.claim()));
        } else if (body instanceof Request.Resign resign) {
            json.object("leadership", ValueSize.leader(resign.leadership()))
                    .text("heir", resign.heir())
                    .object("successor", ValueSize.leader(resign.successor()))
                    .flag("leaving", resign.leaving());
        } else if (body instanceof Request.Remove remove) {
            json.text("host", remove.host());
        } else if (body instanceof Request.Relay relay) {
            json.text("target", relay.target())
                    .bare("relays", relay.relays())
                    .object("inner", inner(relay.inner()).size());
        } else if (body instanceof Request.Meet meet) {
            json.object("mine", ValueSize.figures(meet.mine())).object("decision", ValueSize.leader(meet.decision()));
        } else if (body instanceof Request.Carry carry) {
            json.text("incarnation", ValueSize.INCARNATION)
                    .object(
                            "batch",
                            Base64.getEncoder()
                                            .encodeToString(new byte[batch(carry.batch())])
                                            .length()
                                    + 2);
        } else if (body instanceof Request.Sighting sighting) {
            json.object("leader", ValueSize.leader(sighting.leader()));
        }
        return json;
    }

    /** About how many bytes a batch has: a test can't compare, for most numbers are written as differences. */
    private static int batch(Batch batch) {
        int size = BATCH_HEAD;
        for (Item item : batch.items()) {
            if (item instanceof Item.Whole whole) {
                size += message(whole.posted().message());
            } else if (item instanceof Item.Chunk chunk) {
                Posted head = chunk.head();
                size += (head == null ? ITEM : message(head.message()))
                        + chunk.piece().length();
            } else {
                size += ITEM / 2;
            }
        }
        return size;
    }

    private static int message(Message message) {
        int size = ITEM + message.length();
        for (Map.Entry<String, String> header : message.headers().entrySet()) {
            size += 2 + header.getKey().length() + header.getValue().length();
        }
        return size;
    }

    private static Json reply(Json json, Reply body) {
        if (body instanceof Reply.State state) {
            json.text("role", state.role().name())
                    .object("leader", ValueSize.leader(state.leader()))
                    .number("leader_news_ns", state.leaderNewsNanos())
                    .flag("member", state.member());
        } else if (body instanceof Reply.Update update) {
            json.object("update", ValueSize.update(update.update()));
        } else if (body instanceof Reply.Refused refused) {
            json.text("reason", refused.reason().name())
                    .text("why", refused.why())
                    .object("leader", ValueSize.leader(refused.leader()));
        } else if (body instanceof Reply.Stand stand) {
            json.text("stance", stand.stance().name())
                    .object("rival", ValueSize.leader(stand.rival()))
                    .object("better", ValueSize.claim(stand.better()))
                    .list("grants", stand.grants(), ValueSize::grant);
        } else if (body instanceof Reply.Relayed relayed) {
            Frame inner = relayed.inner();
            json.object("inner", inner == null ? 0 : inner(inner).size())
                    .text("finding", relayed.finding().name());
        } else if (body instanceof Reply.Met met) {
            json.object("mine", ValueSize.figures(met.mine()))
                    .object("decision", ValueSize.leader(met.decision()))
                    .object("update", ValueSize.update(met.update()));
        }
        return json;
    }
}
