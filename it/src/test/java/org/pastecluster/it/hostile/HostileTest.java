package org.pastecluster.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.ClusterView;
import org.pastecluster.it.record.HostileEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;

/** Every form of harm over real sockets against a running node that has a peer: nothing changes, nothing is kept, and the peer does not notice. */
class HostileTest {

    private static final long SEED = System.nanoTime();

    /** Of the heap. One flood's bodies alone would be more, and its connections several times that. */
    private static final long MAY_VARY = 8 << 20;

    /** The machine may be busy. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static RunningNodes nodes;

    private static final SplittableRandom RANDOM = new SplittableRandom(SEED);

    private final SplittableRandom random = RANDOM.split();
    private final Insider peer = new Insider(RunningNodes.SECRET, random.nextLong(), PATIENCE);
    private final Insider stranger = new Insider("another-secret-of-the-tests", random.nextLong(), PATIENCE);

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        System.out.println("HostileTest seed " + SEED);
        nodes = new RunningNodes();
    }

    @AfterAll
    static void close() {
        nodes.close();
    }

    /** Does it while the peer sends messages; what came of it, in the words of {@link Tally#outcomes}. */
    private Tally fire(Form form) throws Exception {
        nodes.deliver();
        ClusterView before = nodes.view();
        long handled = nodes.handled.get();
        CompletableFuture<Void> over = new CompletableFuture<>();
        CompletableFuture<Long> delivered = nodes.deliverUntil(over);
        Tally tally;
        try {
            tally = form.fire(nodes.target(), random);
        } finally {
            over.complete(null);
        }
        assertThat(delivered.get(5, TimeUnit.MINUTES)).isPositive();
        assertThat(nodes.handled.get() - handled).isEqualTo(delivered.get(0, TimeUnit.SECONDS));
        assertThat(nodes.view()).isEqualTo(before);
        assertThat(tally.unexpected()).isEmpty();
        return tally;
    }

    private static void came(Tally tally, String... outcomes) {
        assertThat(outcomes)
                .allSatisfy(word -> assertThat(tally.count(List.of(word)))
                        .as(word + " of " + tally.outcomes())
                        .isPositive());
    }

    @Test
    void halves_end_when_their_time_is_over() throws Exception {
        Tally tally = fire(new Halves(40, Duration.ofSeconds(2), new CountDownLatch(1)));

        came(tally, "408");
        assertThat(tally.count(List.of("200", "401"))).isZero();
    }

    @Test
    void trickles_end_when_their_time_is_over() throws Exception {
        came(fire(new Trickles(40, 24, Duration.ofMillis(50))), "408");
    }

    @Test
    void connections_that_say_nothing_give_way_to_a_peer_behind_the_same_address() throws Exception {
        Tally tally = fire(new Idlers(2_500, 10, peer, PATIENCE));

        assertThat(tally.count(List.of("peer-200")))
                .as(tally.outcomes().toString())
                .isEqualTo(10);
        came(tally, "closed", "silent");
    }

    @Test
    void huge_heads_are_refused() throws Exception {
        came(fire(new HugeHeads(40, PATIENCE)), "431", "400");
    }

    @Test
    void bad_upgrades_are_refused() throws Exception {
        Tally tally = fire(new BadUpgrades(60, peer, stranger, PATIENCE));

        came(tally, "400", "401", "403", "426");
        assertThat(tally.count(List.of("101"))).isZero();
    }

    @Test
    void garbage_on_a_link_ends_it() throws Exception {
        Tally tally = fire(new GarbageFrames(10, peer, PATIENCE));

        assertThat(tally.count(List.of("101"))).isEqualTo(10);
        assertThat(tally.count(List.of("ended"))).isEqualTo(10);
    }

    @Test
    void bad_bodies_are_refused() throws Exception {
        came(fire(new BadBodies(80, peer, stranger, PATIENCE)), "400", "403", "413", "415");
    }

    @Test
    void replays_are_refused_also_by_who_was_started_since_and_change_nothing() throws Exception {
        Replays replays = new Replays(10, peer, PATIENCE);
        came(fire(replays), "peer-200", "401");

        nodes.restart();
        nodes.deliver();

        Tally tally = fire(replays);
        assertThat(tally.count(List.of("401"))).isGreaterThanOrEqualTo(20);
    }

    @Test
    void a_message_that_is_sent_once_more_as_it_was_is_not_handled_twice() throws Exception {
        assertThat(peer.meets(nodes.target())).isTrue();
        String body = "{\"host\":\"" + nodes.target().host() + "\",\"type\":20,\"body\":\"b\"}";
        byte[] message = peer.request(nodes.target(), "POST", "send", "", body);
        long before = nodes.handled.get();
        try (Caller caller = new Caller(nodes.target())) {
            assertThat(caller.ask(message, PATIENCE).outcome()).isEqualTo("200");
            for (int i = 0; i < 20; i++) {
                assertThat(caller.ask(message, PATIENCE).outcome()).isEqualTo("401");
            }
        }
        nodes.deliver();
        assertThat(nodes.handled.get()).isEqualTo(before + 2);
    }

    @Test
    void garbage_is_refused() throws Exception {
        came(fire(new Garbage(60, PATIENCE)), "400", "404");
    }

    @Test
    void floods_leave_a_peer_behind_the_same_address_its_answers_and_the_heap_as_it_was() throws Exception {
        Flood flood = new Flood(500, 3, peer, PATIENCE);
        // What the web server keeps of connections, to use it again, is complete after two.
        fire(flood);
        fire(flood);
        long before = heap();

        for (int i = 0; i < 3; i++) {
            Tally tally = fire(flood);

            came(tally, "401", "429");
            assertThat(tally.count(List.of("peer-200")))
                    .as(tally.outcomes().toString())
                    .isEqualTo(3);
        }

        assertThat(heapUpTo(before + MAY_VARY)).as("after three more floods").isLessThan(before + MAY_VARY);
    }

    /** The node learns in its own time that connections are closed. */
    private static long heapUpTo(long bound) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        long bytes = heap();
        while (bytes >= bound && System.nanoTime() < deadline) {
            bytes = heap();
        }
        return bytes;
    }

    private static long heap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void the_program_writes_down_what_came_of_it_and_ends_with_its_input() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                HostileMain.class.getName(),
                "11",
                nodes.target().host(),
                directory.toString());
        builder.environment().put("PASTECLUSTER_SECRET", RunningNodes.SECRET);
        Process program = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertThat(program.inputReader().readLine()).isEqualTo("@attacks");
        program.getOutputStream().close();

        assertThat(program.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(program.exitValue()).isZero();
        List<HostileEntry> entries = Journal.read(directory.resolve("hostile.journal"), Lines.HOSTILE);
        assertThat(entries).isNotEmpty().noneMatch(HostileEntry.Unexpected.class::isInstance);
        assertThat(entries.get(0)).isInstanceOfSatisfying(HostileEntry.Volley.class, volley -> {
            assertThat(volley.sent()).isPositive();
            assertThat(volley.outcomes()).isNotEmpty();
        });
        assertThat(new SecretScan(RunningNodes.SECRET).scan(directory)).isEmpty();
    }
}
