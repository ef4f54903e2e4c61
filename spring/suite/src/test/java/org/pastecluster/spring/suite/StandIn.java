package org.pastecluster.spring.suite;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterHealth;
import org.pastecluster.ClusterListener;
import org.pastecluster.ClusterView;
import org.pastecluster.Leadership;
import org.pastecluster.ListenerRegistration;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;

/** A cluster that is as a test wants it, and remembers what it was told to do. */
final class StandIn {

    static final Member SELF = new Member(new NodeAddress("http://192.0.2.3:8080", 7, 3, "blue"), 0xabc);

    final List<String> told = new ArrayList<>();
    ClusterListener listener = event -> {};
    ClusterHealth health = new ClusterHealth(ClusterHealth.Status.UP, List.of(), Instant.EPOCH);
    ClusterView view = new ClusterView(SELF, Role.FOLLOWING, 5, 1, null, List.of(SELF));

    /** Null while another leads. */
    @Nullable
    Leadership leadership;

    static ClusterHealth health(ClusterHealth.Status status, ClusterHealth.Kind... kinds) {
        return new ClusterHealth(
                status,
                Arrays.stream(kinds)
                        .map(kind -> new ClusterHealth.Finding(kind, "Of the kind " + kind + "."))
                        .toList(),
                Instant.EPOCH);
    }

    /** By a proxy, for it has many methods that nobody here calls. */
    Cluster cluster() {
        return (Cluster) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Cluster.class},
                (proxy, method, arguments) -> answer(proxy, method.getName(), arguments));
    }

    private Object answer(Object proxy, String method, Object[] arguments) {
        return switch (method) {
            case "health" -> health;
            case "view" -> view;
            case "history" -> List.of();
            case "leadership" -> Optional.ofNullable(leadership);
            case "isLeader" -> view.role() == Role.LEADING;
            case "messages", "close" -> null;
            case "addListener" -> {
                listener = (ClusterListener) arguments[0];
                yield (ListenerRegistration) () -> {};
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> 1;
            case "toString" -> "stand-in";
            default -> {
                told.add(method + (arguments == null ? "" : Arrays.toString(arguments)));
                yield method.equals("leave") ? CompletableFuture.completedFuture(null) : null;
            }
        };
    }
}
