package org.pastecluster.discovery.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;
import org.pastecluster.bootstrap.ClusterBuilder;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.Discovery;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;
import org.pastecluster.testkit.contract.DiscoveryContract;

class FileDiscoveryTest extends DiscoveryContract {

    private static final long NUMBER = 1_795_674_914_884L;
    private static final Member NODE = new Member(NodeAddress.of("http://192.0.2.3:8080"), 0xabc);

    private static final String HOLDER = "import java.nio.channels.*; import java.nio.file.*; class Holder {"
            + " public static void main(String[] words) throws Exception {"
            + " try (var channel = FileChannel.open(Path.of(words[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);"
            + " var lock = channel.lock()) { System.out.println(\"held\"); System.in.read(); } } }";

    @TempDir
    private Path folder;

    private @Nullable Discovery staying;
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private Path file() {
        return folder.resolve("memory");
    }

    @Override
    protected Map<Ability, String> lacks() {
        return Map.of(
                Ability.REGISTER, "a node writes down whom it sees",
                Ability.DELETE, "who is lost is still to be looked for at the next start",
                Ability.BE_DOWN, "where there is no file, nothing is remembered yet",
                Ability.HANG, "a disk has no time-out",
                Ability.BE_INTERRUPTED, "a disk has no time-out",
                Ability.AUTHENTICATE, "rights to a file are asked for at the start");
    }

    @Override
    protected Discovery open() {
        return new FileDiscovery(file(), clock);
    }

    @Override
    protected void enter(Discovery discovery, Member node) throws Exception {
        // The file is of one node alone: the others of the contract are its earlier and later lives.
        boolean stays = discovery == staying;
        FileDiscovery writer = (FileDiscovery) (stays ? discovery : open());
        writer.onEvent(new ClusterEvent.ViewChanged(view(NUMBER, node)));
        if (!stays) {
            stop(writer);
        }
    }

    private static void stop(Discovery discovery) {
        ((FileDiscovery) discovery).onEvent(new ClusterEvent.Stopped("left", false));
    }

    private FileDiscovery stay() {
        FileDiscovery opened = (FileDiscovery) open();
        staying = opened;
        return opened;
    }

    private static ClusterView view(long number, Member... members) {
        return new ClusterView(members[0], Role.LEADING, number, 1, members[0], List.of(members));
    }

    @Override
    protected void expire() {
        now = now.plus(Duration.ofDays(31));
    }

    @Override
    protected void putGarbage() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file()));
        lines.addAll(List.of(
                "\u0000\u0001\u0002",
                "node",
                "node no-address " + now,
                "node http://192.0.2.9 yesterday",
                "number x",
                "number -1",
                "number 9000000000000000000",
                "nonsense " + "x".repeat(5_000)));
        Files.write(file(), lines);
    }

    @Override
    protected void removeGarbage() throws IOException {
        Files.write(
                file(),
                Files.readAllLines(file()).stream()
                        .filter(line -> line.startsWith("node http://192.0.2.3:8080"))
                        .toList());
    }

    @Test
    void theHighestNumberIsRemembered() {
        FileDiscovery first = (FileDiscovery) open();
        assertThat(first.number()).isZero();
        first.onEvent(new ClusterEvent.ViewChanged(view(NUMBER, NODE)));
        first.onEvent(new ClusterEvent.ViewChanged(view(NUMBER + 5, NODE)));
        first.onEvent(new ClusterEvent.ViewChanged(view(NUMBER + 3, NODE)));

        assertThat(((FileDiscovery) open()).number()).isEqualTo(NUMBER + 5);
    }

    @Test
    void aNumberThatCannotBeIsNotBelieved() throws IOException {
        Files.writeString(file(), "number 7\nnumber 9000000000000000000\nnumber 12x");

        assertThat(((FileDiscovery) open()).number()).isEqualTo(7);
    }

    @Test
    void whoStaysAMemberIsRenewed() throws Exception {
        Discovery discovery = stay();
        enter(discovery, NODE);
        now = now.plus(Duration.ofDays(29));
        discovery.register(NODE);
        now = now.plus(Duration.ofDays(29));

        assertThat(open().find()).containsExactly(NODE.address());
    }

    @Test
    void nothingIsWrittenWhereNothingChanged() throws Exception {
        Discovery discovery = stay();
        enter(discovery, NODE);
        Files.delete(folder.resolve("memory"));
        Files.writeString(file(), "node http://192.0.2.3:8080 " + now + "\nnumber " + NUMBER);

        now = now.plus(Duration.ofHours(5));
        discovery.register(NODE);

        assertThat(Files.readString(file())).startsWith("node");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void ofManyNodesThoseThatWereMembersLatestAreKept() throws Exception {
        FileDiscovery discovery = (FileDiscovery) open();
        for (int i = 0; i < 12; i++) {
            int from = i * 100;
            Member[] members = java.util.stream.IntStream.range(from, from + 100)
                    .mapToObj(each -> new Member(NodeAddress.of("http://node" + each), 1))
                    .toArray(Member[]::new);
            discovery.onEvent(new ClusterEvent.ViewChanged(view(NUMBER, members)));
            now = now.plusSeconds(1);
        }

        assertThat(open().find())
                .hasSize(Memory.MOST_NODES)
                .contains(NodeAddress.of("http://node1199"))
                .doesNotContain(NodeAddress.of("http://node199"));
    }

    @Test
    void whatCannotBeWrittenIsSaidAndWrittenWhenItCan() throws Exception {
        FileDiscovery discovery = stay();
        Path obstacle = Files.createDirectory(file());

        assertThatThrownBy(() -> enter(discovery, NODE)).hasMessageContaining(file().toString());
        assertThatThrownBy(() -> discovery.register(NODE)).isInstanceOf(IOException.class);

        Files.delete(obstacle);
        discovery.register(NODE);
        assertThat(open().find()).containsExactly(NODE.address());
        assertThat(((FileDiscovery) open()).number()).isEqualTo(NUMBER);
    }

    @Test
    void aClockThatIsFarBehindForgetsNothing() throws Exception {
        Member other = new Member(NodeAddress.of("http://192.0.2.4:8080"), 1);
        Discovery discovery = stay();
        enter(discovery, NODE);
        Instant right = now;
        now = Instant.EPOCH.plusSeconds(60);

        assertThat(discovery.find()).containsExactly(NODE.address());
        enter(discovery, other);
        assertThat(discovery.find()).containsExactlyInAnyOrder(NODE.address(), other.address());

        now = right;
        discovery.register(other);
        assertThat(open().find()).containsExactlyInAnyOrder(NODE.address(), other.address());
    }

    @Test
    void whoIsNotAloneWithTheFileReadsItAndWritesWhenTheOtherHasEnded() throws Exception {
        Member other = new Member(NodeAddress.of("http://192.0.2.4:8080"), 1);
        FileDiscovery predecessor = stay();
        enter(predecessor, NODE);
        FileDiscovery discovery = stay();

        assertThat(discovery.find()).containsExactly(NODE.address());
        assertThatThrownBy(() -> discovery.register(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file() + ".lock")
                .hasMessageContaining("give each node a file of its own");
        assertThatThrownBy(() -> enter(discovery, other)).hasRootCauseInstanceOf(IOException.class);
        assertThat(discovery.find()).containsExactly(NODE.address());

        stop(predecessor);
        discovery.register(other);
        predecessor.register(NODE);
        assertThat(discovery.find()).containsExactlyInAnyOrder(NODE.address(), other.address());
    }

    @Test
    void anotherProcessThatHasTheFileIsSaid() throws Exception {
        FileDiscovery discovery = stay();
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        Files.writeString(folder.resolve("Holder.java"), HOLDER).toString(),
                        file() + ".lock")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("held");
            assertThatThrownBy(() -> discovery.register(NODE)).hasMessageContaining("another process");
        } finally {
            other.destroyForcibly();
            other.onExit().join();
        }
        discovery.register(NODE);
    }

    @Test
    void aPlaceThatCannotBeIsSaidAtTheStart() {
        assertThatThrownBy(() -> FileDiscovery.open(folder.resolve("none/memory")))
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageContaining("there is no folder");
        assertThatThrownBy(() -> FileDiscovery.open(folder))
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageContaining("cannot be read");
    }

    /** Nobody is there. */
    private static final class Alone implements Transport {
        @Override
        public void start(Receiver receiver) {}

        @Override
        public void call(String host, Frame request, Duration timeout, Outcome outcome) {
            outcome.failed(CallFailure.REFUSED, "");
        }

        @Override
        public void close() {}
    }

    private Cluster lead(FileDiscovery memory, long wallMillis) throws Exception {
        TimeSource behind = new TimeSource() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public long wallMillis() {
                return wallMillis;
            }
        };
        ClusterBuilder node =
                ClusterBuilder.of(NODE.host(), "").transport(new Alone()).time(behind);
        memory.addTo(node);
        Cluster cluster = node.start();
        cluster.awaitLeader().toCompletableFuture().get(60, TimeUnit.SECONDS);
        return cluster;
    }

    @Test
    void aNodeWhoseClockWasSetBackLeadsUnderAHigherNumber() throws Exception {
        long before;
        try (Cluster first = lead(FileDiscovery.open(file()), 2_000_000)) {
            before = first.leadership().orElseThrow().number();
            assertThat(before).isGreaterThanOrEqualTo(2_000_000);
        }
        FileDiscovery memory = FileDiscovery.open(file());
        assertThat(memory.number()).isEqualTo(before);
        assertThat(memory.find()).contains(NODE.address());

        try (Cluster second = lead(memory, 1_000_000)) {
            assertThat(second.leadership().orElseThrow().number()).isGreaterThan(before);
        }
    }
}
