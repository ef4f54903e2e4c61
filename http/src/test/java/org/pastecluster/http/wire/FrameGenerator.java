package org.pastecluster.http.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;
import org.pastecluster.Verdict;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Body;
import org.pastecluster.message.Claim;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Figures;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Grant;
import org.pastecluster.message.Item;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.message.Posted;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;
import org.pastecluster.message.ViewUpdate;

/** Frames of every kind, with ordinary and with extreme values; a seed fixes them. */
public final class FrameGenerator {

    private static final long[] EXTREMES = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1, Integer.MAX_VALUE
    };
    private static final String[] NAMES = {"", "blue", "名字", "a\"b\\c\n\u0001", "\ud83d\ude00", "lone \ud800", "\u2028"
    };

    private final SplittableRandom random;

    public FrameGenerator(long seed) {
        random = new SplittableRandom(seed);
    }

    public Frame request() {
        return new Frame(envelope(), requestBody(2));
    }

    public Frame reply() {
        return new Frame(envelope(), replyBody(2));
    }

    private Body requestBody(int depth) {
        return switch (random.nextInt(depth > 0 ? 14 : 13)) {
            case 0 -> new Request.Ask(host());
            case 1 -> new Request.Join(list(this::host));
            case 2 -> new Request.Heartbeat();
            case 3 -> new Request.Publish(update());
            case 4 -> new Request.Compete(claim(), orNull(this::leader), one(LeaderFate.values()));
            case 5 -> new Request.Withdraw(claim());
            case 6 -> new Request.Resign(leader(), orNull(this::host), orNull(this::leader), random.nextBoolean());
            case 7 -> new Request.Leave();
            case 8 -> new Request.Remove(host());
            case 9 -> new Request.Meet(figures(), orNull(this::leader));
            case 10 -> new Request.Sighting(leader());
            case 11 -> new NeighbourRequest.Heard(one(NeighbourRequest.News.values()), member(), orNull(this::member));
            case 12 -> new Request.Carry(random.nextLong() | 1, batch());
            default -> new Request.Relay(host(), random.nextInt(4), new Frame(envelope(), requestBody(depth - 1)));
        };
    }

    private Batch batch() {
        List<Item> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Message message = Message.text(11, one(NAMES)).with("k", "v");
            Posted posted = new Posted(message, random.nextLong(1L << 40), Posted.Purpose.NOTICE, 0, true, false);
            items.add(new Item.Whole(random.nextInt(256), 1 + random.nextLong(1L << 40), 5, posted));
            items.add(new Item.Ack(random.nextLong(9), 1, 3, 7, one(Verdict.values()), "because"));
            items.add(new Item.Again(random.nextLong(9), 2, 4));
        }
        return new Batch(random.nextLong(1L << 40), random.nextLong(), items);
    }

    private Body replyBody(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 7)) {
            case 0 -> new Reply.Ack();
            case 1 -> new Reply.State(one(Role.values()), orNull(this::leader), number(), random.nextBoolean());
            case 2 -> new Reply.Update(orNull(this::update));
            case 3 -> new Reply.NeedWhole();
            case 4 -> new Reply.Refused(one(Reply.Refusal.values()), one(NAMES), orNull(this::leader));
            case 5 ->
                new Reply.Stand(
                        one(Reply.Stance.values()), orNull(this::leader), orNull(this::claim), list(this::grant));
            case 6 -> new Reply.Met(figures(), orNull(this::leader), orNull(this::update));
            default ->
                new Reply.Relayed(
                        orNull(() -> new Frame(envelope(), replyBody(depth - 1))), one(Reply.Finding.values()));
        };
    }

    private Envelope envelope() {
        return new Envelope(
                member(), number(), counted(), counted(), number(), number(), orNull(this::leader), viewId());
    }

    private Member member() {
        return new Member(new NodeAddress(host(), (int) number(), (int) number(), one(NAMES)), number());
    }

    private LeaderRef leader() {
        return new LeaderRef(member(), counted());
    }

    private Claim claim() {
        return new Claim(counted(), number(), member());
    }

    private Figures figures() {
        return new Figures(leader(), random.nextInt(), number());
    }

    private Grant grant() {
        return new Grant(orNull(this::leader), number());
    }

    private ViewId viewId() {
        return random.nextInt(3) == 0 ? ViewId.NONE : new ViewId(counted(), number());
    }

    private ViewUpdate update() {
        return new ViewUpdate(
                leader(),
                viewId(),
                number(),
                list(this::member),
                list(this::member),
                orNull(this::member),
                list(this::leader));
    }

    private String host() {
        return "http://10.0.0." + random.nextInt(256) + ":" + (1 + random.nextInt(65_535));
    }

    private long number() {
        return random.nextBoolean() ? EXTREMES[random.nextInt(EXTREMES.length)] : random.nextLong();
    }

    /** A number that leaders count up. */
    private long counted() {
        return random.nextInt(4) == 0 ? (1L << 47) - 1 : random.nextLong(1L << 47);
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> T orNull(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> List<T> list(Supplier<T> value) {
        List<T> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(value.get());
        }
        return values;
    }
}
