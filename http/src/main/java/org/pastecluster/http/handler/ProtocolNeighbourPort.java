package org.pastecluster.http.handler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.DotNetMessage;
import org.pastecluster.http.wire.DotNetNode;
import org.pastecluster.http.wire.NeighbourCodec;
import org.pastecluster.message.Frame;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.message.NeighbourRequest.News;
import org.pastecluster.message.Reply;
import org.pastecluster.spi.Transport;

/**
 * Answers .NET nodes from the view at once, also in a storm of their requests, and tells the protocol what matters of them: each
 * piece of news once at a time. Only the question who leads waits while that is decided, and all who ask share one answer.
 * Thread-safe.
 */
public final class ProtocolNeighbourPort implements NeighbourPort {

    /** Takes a request for the protocol, as {@link Transport.Receiver#receive} does. */
    @FunctionalInterface
    public interface Mailbox {
        boolean receive(Frame request, Transport.Answer answer);
    }

    private static final long NEWS_INTERVAL_NANOS = 100_000_000L;
    private static final long QUESTION_NANOS = 4_000_000_000L;
    private static final int NEWS_REMEMBERED = 256;

    private final ViewNeighbourPort fromView;
    private final Supplier<Cluster> cluster;
    private final Mailbox mailbox;
    private final BiConsumer<Member, DotNetMessage> sender;
    private final LongSupplier nanos;
    private final Map<String, Told> told = new LinkedHashMap<>();
    private @Nullable Question question;

    /**
     * @param fromView answers what the view can answer
     * @param cluster the node; called only after it has started
     * @param mailbox the protocol's
     * @param sender sends a message to a member, without waiting
     * @param nanos the monotonic clock
     */
    public ProtocolNeighbourPort(
            ViewNeighbourPort fromView,
            Supplier<Cluster> cluster,
            Mailbox mailbox,
            BiConsumer<Member, DotNetMessage> sender,
            LongSupplier nanos) {
        this.fromView = fromView;
        this.cluster = cluster;
        this.mailbox = mailbox;
        this.sender = sender;
        this.nanos = nanos;
    }

    @Override
    public CompletionStage<DotNetAnswer> health(Caller caller) {
        notice(caller, false);
        return fromView.health(caller);
    }

    @Override
    public CompletionStage<DotNetAnswer> ask(Caller caller) {
        notice(caller, true);
        return cluster.get().view().leader() == null ? decided() : fromView.ask(caller);
    }

    @Override
    public CompletionStage<DotNetAnswer> find(Caller caller, DotNetNode wanted) {
        return fromView.find(caller, wanted);
    }

    @Override
    public CompletionStage<DotNetAnswer> join(Caller caller, DotNetNode node) {
        Member joining = node.asNeighbour();
        if (joining != null) {
            tell(News.JOINS, joining, null);
        }
        return fromView.ask(caller);
    }

    /** While nobody leads, this node names itself, so that the candidate waits for who is elected. */
    @Override
    public CompletionStage<DotNetAnswer> vote(Caller caller, DotNetNode candidate) {
        notice(caller, true);
        ClusterView view = cluster.get().view();
        Member winner = view.currentLeader().orElse(view.self());
        return CompletableFuture.completedFuture(
                new DotNetAnswer(true, DotNetNode.of(winner), DotNetNode.of(view.self()), 0));
    }

    @Override
    public CompletionStage<DotNetAnswer> master(Caller caller, DotNetNode master, List<DotNetNode> nodes) {
        Member named = master.asNeighbour();
        Member by = caller.host() == null ? named : neighbour(caller.host());
        if (by != null) {
            tell(News.ANNOUNCES, by, named);
        }
        return fromView.ask(caller);
    }

    @Override
    public CompletionStage<DotNetAnswer> leave(Caller caller, DotNetNode node) {
        return fromView.leave(caller, node);
    }

    @Override
    public CompletionStage<DotNetAnswer> remove(Caller caller, DotNetNode node) {
        return fromView.remove(caller, node);
    }

    @Override
    public CompletionStage<DotNetAnswer> msg(Caller caller, DotNetMessage message) {
        notice(caller, false);
        return fromView.msg(caller, message);
    }

    /** Goes to this node and, once, to every other. */
    @Override
    public CompletionStage<DotNetAnswer> push(Caller caller, DotNetMessage message) {
        for (Member member : cluster.get().view().members()) {
            if (!member.host().equals(cluster.get().self().host())) {
                sender.accept(member, message);
            }
        }
        return fromView.push(caller, message);
    }

    /** Tells the protocol of a caller that is no member, or names another master; {@code asks} when it looks for one. */
    private void notice(Caller caller, boolean asks) {
        String host = caller.host();
        Member node = host == null ? null : neighbour(host);
        if (node == null) {
            return;
        }
        ClusterView view = cluster.get().view();
        Member leader = view.leader();
        Member named = caller.master() == null ? null : neighbour(caller.master());
        boolean another = leader != null && named != null && !named.host().equals(leader.host());
        boolean known = view.members().stream().anyMatch(member -> member.host().equals(node.host()));
        if (asks || another || !known) {
            tell(News.DIFFERS, node, named);
        }
    }

    private static @Nullable Member neighbour(String host) {
        try {
            return new Member(NodeAddress.of(host), 0);
        } catch (ClusterConfigurationException notAHost) {
            return null;
        }
    }

    private void tell(News kind, Member node, @Nullable Member master) {
        Told last = admitted(kind + node.host(), kind == News.JOINS ? 0 : NEWS_INTERVAL_NANOS);
        if (last != null) {
            Frame news = NeighbourCodec.request(node, new NeighbourRequest.Heard(kind, node, master));
            if (!mailbox.receive(news, answer -> last.underWay = false)) {
                last.underWay = false;
            }
        }
    }

    /** The news' record if it may be told now; null while the same is under way, or was told just now. */
    private @Nullable Told admitted(String news, long interval) {
        synchronized (told) {
            long now = nanos.getAsLong();
            Told before = told.get(news);
            if (before != null
                    && (now - before.at < interval || (before.underWay && now - before.at < QUESTION_NANOS))) {
                return null;
            }
            Told latest = new Told(now);
            told.remove(news);
            told.put(news, latest);
            if (told.size() > NEWS_REMEMBERED) {
                told.remove(told.keySet().iterator().next());
            }
            return latest;
        }
    }

    private CompletionStage<DotNetAnswer> decided() {
        Question asked;
        boolean first = false;
        synchronized (told) {
            Question open = question;
            long now = nanos.getAsLong();
            if (open == null || open.answer.isDone() || now - open.at > QUESTION_NANOS) {
                open = new Question(now);
                question = open;
                first = true;
            }
            asked = open;
        }
        if (first) {
            Member node = cluster.get().self();
            Member from = new Member(node.address(), 0);
            boolean taken = mailbox.receive(
                    NeighbourCodec.request(from, new NeighbourRequest.Ask()),
                    reply -> asked.answer.complete(answer(reply, node)));
            if (!taken) {
                asked.answer.complete(answer(null, node));
            }
        }
        return asked.answer;
    }

    private static DotNetAnswer answer(@Nullable Frame reply, Member self) {
        Member master = reply != null && reply.body() instanceof Reply.Neighbour said ? said.master() : self;
        return new DotNetAnswer(true, master == null ? null : DotNetNode.of(master), DotNetNode.of(self), 0);
    }

    private static final class Told {
        private final long at;
        private volatile boolean underWay = true;

        private Told(long at) {
            this.at = at;
        }
    }

    private static final class Question {
        private final long at;
        private final CompletableFuture<DotNetAnswer> answer = new CompletableFuture<>();

        private Question(long at) {
            this.at = at;
        }
    }
}
