package org.pastecluster.http.dotnet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Two real .NET nodes and three of this project, and what they agree on. */
final class MixedCluster implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Something that is waited for. */
    interface Condition {
        boolean holds() throws InterruptedException;
    }

    private final List<NodeProcess> nodes = new ArrayList<>();

    /** @param loud whether .NET nodes log what they do */
    MixedCluster(int dotNets, int javas, Path folder, boolean loud) throws IOException {
        List<Integer> ports = new ArrayList<>();
        StringBuilder list = new StringBuilder();
        for (int id = 1; id <= dotNets + javas; id++) {
            ports.add(NodeProcess.freePort());
            list.append(list.isEmpty() ? "" : ";")
                    .append("http://127.0.0.1:")
                    .append(ports.get(id - 1))
                    .append(',')
                    .append(id)
                    .append(',')
                    .append(id);
        }
        for (int id = 1; id <= dotNets + javas; id++) {
            nodes.add(
                    id <= dotNets
                            ? NodeProcess.dotNet(id, ports.get(id - 1), list.toString(), folder, loud)
                            : NodeProcess.java(id, ports.get(id - 1), list.toString(), folder));
        }
    }

    List<NodeProcess> nodes() {
        return nodes;
    }

    /** Starts all, in an order and with pauses drawn from {@code random}. */
    void start(Random random) throws IOException, InterruptedException {
        List<NodeProcess> order = new ArrayList<>(nodes);
        Collections.shuffle(order, random);
        for (NodeProcess node : order) {
            node.start();
            pause(random.nextInt(5) == 0 ? random.nextInt(3000) : random.nextInt(300));
        }
    }

    /** Starts the .NET nodes, waits until they have a master of their own, and starts the others. */
    void startDotNetFirst() throws IOException, InterruptedException, TimeoutException {
        for (NodeProcess node : nodes) {
            if (node.isJava()) {
                break;
            }
            node.start();
            await("a .NET master", 0, () -> leader().isPresent());
        }
        for (NodeProcess node : nodes) {
            if (node.isJava()) {
                node.start();
            }
        }
    }

    List<NodeProcess> up() {
        return nodes.stream().filter(NodeProcess::isUp).toList();
    }

    NodeProcess at(String url) {
        return nodes.stream().filter(node -> node.url().equals(url)).findFirst().orElseThrow();
    }

    /** The one leader that all that are up name, and that is up; empty while there is none. */
    Optional<NodeProcess> leader() throws InterruptedException {
        String named = null;
        for (NodeProcess node : up()) {
            Optional<NodeProcess.Standing> standing = node.standing();
            if (standing.isEmpty()
                    || (named != null && !named.equals(standing.get().master()))) {
                return Optional.empty();
            }
            named = standing.get().master();
        }
        return named == null ? Optional.empty() : Optional.of(at(named)).filter(NodeProcess::isUp);
    }

    /** Whether all name one leader and have lists of all that are up. */
    boolean isWhole() throws InterruptedException {
        if (leader().isEmpty()) {
            return false;
        }
        for (NodeProcess node : up()) {
            Optional<NodeProcess.Standing> standing = node.standing();
            if (standing.isEmpty() || standing.get().nodes() != up().size()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Waits until something holds and goes on holding for a while.
     *
     * @return milliseconds until it began to hold
     */
    long await(String what, long holdingMillis, Condition condition) throws InterruptedException, TimeoutException {
        return await(() -> what, holdingMillis, condition);
    }

    /**
     * @param what is asked for when it did not come to hold
     */
    long await(Supplier<String> what, long holdingMillis, Condition condition)
            throws InterruptedException, TimeoutException {
        long begin = System.nanoTime();
        long since = -1;
        while (System.nanoTime() - begin < LONGEST.toNanos()) {
            long looked = System.nanoTime();
            if (!condition.holds()) {
                since = -1;
            } else if (since < 0) {
                since = looked;
            }
            if (since >= 0 && System.nanoTime() - since >= holdingMillis * 1_000_000) {
                return (since - begin) / 1_000_000;
            }
            pause(40);
        }
        throw new TimeoutException("not within " + LONGEST.toSeconds() + " s: " + what.get());
    }

    /** What each node says of itself and wrote lately. */
    String story() throws InterruptedException {
        StringBuilder text = new StringBuilder();
        for (NodeProcess node : nodes) {
            text.append(node.story());
        }
        return text.toString();
    }

    private static void pause(long millis) throws InterruptedException {
        new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        for (NodeProcess node : nodes) {
            node.close();
        }
    }
}
