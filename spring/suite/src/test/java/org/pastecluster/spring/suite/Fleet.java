package org.pastecluster.spring.suite;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterListener;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ClusterView;
import org.pastecluster.Lane;
import org.pastecluster.Leadership;
import org.pastecluster.ListenerRegistration;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.Messages;
import org.pastecluster.NodeAddress;
import org.pastecluster.RequestFailedException;
import org.pastecluster.RequestHandler;
import org.pastecluster.Role;
import org.pastecluster.Target;
import org.pastecluster.Verdict;

/** Nodes that know each other and lead when the test says so; what one asks another is answered at once, or not at all. */
final class Fleet {

    private final List<Node> nodes = new ArrayList<>();

    /** One of them. */
    final class Node {

        final Member member = new Member(NodeAddress.of("http://node" + nodes.size()), nodes.size() + 1);
        final List<ClusterListener> listeners = new ArrayList<>();
        @Nullable RequestHandler handler;
        @Nullable Term term;
        boolean isReachable = true;

        final Cluster cluster = fake(Cluster.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "leadership" -> Optional.ofNullable(term).filter(Leadership::isValid);
            case "view" -> new ClusterView(member, Role.FOLLOWING, 7, 1, null, members());
            case "self" -> member;
            case "messages" -> messages();
            case "addListener" -> {
                listeners.add((ClusterListener) arguments[0]);
                yield (ListenerRegistration) listeners::clear;
            }
            default -> null;
        });

        private Messages messages() {
            return fake(Messages.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "onRequest" -> {
                    handler = (RequestHandler) arguments[1];
                    yield (ListenerRegistration) () -> handler = null;
                }
                case "openLane" -> lane();
                default -> null;
            });
        }

        private Lane lane() {
            return fake(Lane.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "request" -> request((Target.OneProcess) arguments[0], (Message) arguments[1]);
                case "send" -> CompletableFuture.completedFuture(null);
                default -> null;
            });
        }

        private CompletionStage<ClusterMessage> request(Target.OneProcess target, Message message) throws Exception {
            Node to = nodes.get((int) target.member().incarnation() - 1);
            RequestHandler taker = to.handler;
            if (taker == null || !to.isReachable) {
                Verdict verdict = taker == null ? Verdict.REFUSED : Verdict.UNKNOWN;
                return CompletableFuture.failedFuture(new RequestFailedException(verdict, "of a test"));
            }
            return taker.handle(new ClusterMessage(member.host(), member.incarnation(), message, 0))
                    .thenApply(reply -> new ClusterMessage(to.member.host(), to.member.incarnation(), reply, 0));
        }

        /** Leads from now on, in place of whoever did. */
        void lead() {
            nobodyLeads();
            leadToo();
        }

        /** Leads from now on, as one side of a split. */
        void leadToo() {
            Term begun = new Term();
            term = begun;
            tell(new ClusterEvent.LeadershipAcquired(begun));
        }

        void tell(ClusterEvent event) {
            List.copyOf(listeners).forEach(listener -> listener.onEvent(event));
        }
    }

    Node add() {
        Node node = new Node();
        nodes.add(node);
        return node;
    }

    void nobodyLeads() {
        for (Node node : nodes) {
            Term led = node.term;
            if (led != null) {
                led.end("the test says so");
                node.term = null;
            }
        }
    }

    private List<Member> members() {
        return nodes.stream().map(node -> node.member).toList();
    }

    private static <T> T fake(Class<T> type, InvocationHandler behaviour) {
        Supplier<String> name = () -> type.getSimpleName() + " of a test";
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> 1;
                    case "toString" -> name.get();
                    default -> behaviour.invoke(proxy, method, arguments);
                }));
    }
}
