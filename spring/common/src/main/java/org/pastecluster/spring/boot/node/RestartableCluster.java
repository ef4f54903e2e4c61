package org.pastecluster.spring.boot.node;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterHealth;
import org.pastecluster.ClusterListener;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.ClusterView;
import org.pastecluster.HistoryEntry;
import org.pastecluster.Leadership;
import org.pastecluster.ListenerRegistration;
import org.pastecluster.Member;
import org.pastecluster.Messages;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;

/**
 * The node of an application, whichever runs. Listeners and handlers of messages may be added before the first one starts, and move
 * to the next one. Before the first start what is read says that the node does not take part, and {@link #awaitLeader()} waits.
 */
final class RestartableCluster implements Cluster {

    static final String NOT_STARTED =
            "The cluster node has not started; it does when the application is ready and its own URL is known.";

    private final Member nobody;
    private final Instant madeAt = Instant.now();
    private final Registrations<Cluster> listeners = new Registrations<>();
    private final RestartableMessages messages = new RestartableMessages(this::presentMessages);
    private final Messages decorated;
    private volatile CompletableFuture<Cluster> next = new CompletableFuture<>();
    private volatile @Nullable Cluster node;
    private volatile String trouble = NOT_STARTED;
    private volatile boolean isBetween = true;

    /** @param address what the node is called as long as it has not started */
    RestartableCluster(NodeAddress address, MessagesDecorator decorator) {
        nobody = new Member(address, 0);
        decorated = decorator.apply(messages);
    }

    /** Registers handlers of messages at a node that is about to start. */
    void startWith(Messages its) {
        messages.moveTo(its);
    }

    /** From now on this is the node. */
    void is(Cluster started) {
        // First, for a listener may ask this object at once.
        node = started;
        isBetween = false;
        listeners.moveTo(started);
        next.complete(started);
    }

    /** The node stops; another one may come. */
    void ends() {
        isBetween = true;
        next.completeExceptionally(
                new ClusterUnavailableException("The application stops before its node has started."));
        next = new CompletableFuture<>();
    }

    /** Why it has not started, for {@link #health()}. */
    void troubledBy(String sentence) {
        trouble = sentence;
    }

    /** Whether a node has been started. */
    boolean hasStarted() {
        return node != null;
    }

    private @Nullable Messages presentMessages() {
        Cluster present = node;
        return present == null ? null : present.messages();
    }

    private <T> T read(Function<Cluster, T> from, Supplier<T> otherwise) {
        Cluster present = node;
        return present == null ? otherwise.get() : from.apply(present);
    }

    private Cluster started() {
        Cluster present = node;
        if (present == null) {
            throw new ClusterUnavailableException(trouble);
        }
        return present;
    }

    @Override
    public ClusterView view() {
        return read(Cluster::view, () -> new ClusterView(nobody, Role.STOPPED, 0, 0, null, List.of(nobody)));
    }

    @Override
    public Member self() {
        return read(Cluster::self, () -> nobody);
    }

    @Override
    public boolean isLeader() {
        return read(Cluster::isLeader, () -> false);
    }

    @Override
    public Optional<Leadership> leadership() {
        return read(Cluster::leadership, Optional::empty);
    }

    @Override
    public boolean isSingle() {
        return read(Cluster::isSingle, () -> true);
    }

    @Override
    public List<HistoryEntry> history() {
        return read(Cluster::history, List::of);
    }

    @Override
    public ClusterHealth health() {
        return read(Cluster::health, this::notYet);
    }

    private ClusterHealth notYet() {
        var finding = new ClusterHealth.Finding(ClusterHealth.Kind.NOT_JOINED, trouble);
        return new ClusterHealth(ClusterHealth.Status.DOWN, List.of(finding), madeAt);
    }

    @Override
    public ListenerRegistration addListener(ClusterListener listener) {
        return listeners.add(new Object(), cluster -> cluster.addListener(listener));
    }

    @Override
    public ListenerRegistration addListener(String name, ClusterListener listener, Executor executor) {
        return listeners.add(new Object(), cluster -> cluster.addListener(name, listener, executor));
    }

    @Override
    public Messages messages() {
        return decorated;
    }

    @Override
    public void addNode(NodeAddress address) {
        started().addNode(address);
    }

    @Override
    public void register(NodeAddress address) {
        started().register(address);
    }

    @Override
    public void scan() {
        started().scan();
    }

    @Override
    public void remove(String host) {
        started().remove(host);
    }

    @Override
    public void handOver() {
        started().handOver();
    }

    @Override
    public CompletionStage<Void> leave() {
        return read(Cluster::leave, () -> CompletableFuture.completedStage(null));
    }

    @Override
    public CompletionStage<ClusterView> awaitLeader() {
        Cluster present = node;
        return present == null || isBetween ? next.thenCompose(Cluster::awaitLeader) : present.awaitLeader();
    }

    @Override
    public void close() {
        Cluster present = node;
        if (present != null) {
            present.close();
        }
    }
}
