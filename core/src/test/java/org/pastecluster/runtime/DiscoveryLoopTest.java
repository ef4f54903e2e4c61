package org.pastecluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.runtime.Bench.OTHER;
import static org.pastecluster.runtime.Bench.SELF;
import static org.pastecluster.runtime.Bench.view;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterHealth.Finding;
import org.pastecluster.ClusterHealth.Kind;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;
import org.pastecluster.spi.Discovery;

class DiscoveryLoopTest {

    private static final Member GONE = new Member(NodeAddress.of("http://gone"), 33);

    /** Says what a test wants. */
    private static final class Scripted implements Discovery {
        private final List<String> asked = new ArrayList<>();
        private @Nullable List<NodeAddress> answer = List.of(OTHER.address());
        private @Nullable Exception failure;
        private @Nullable Exception registering;
        private @Nullable String complaint;

        @Override
        @SuppressWarnings("NullAway") // A user's code need not keep to the contract.
        public List<NodeAddress> find() throws Exception {
            asked.add("find");
            if (failure != null) {
                throw failure;
            }
            return answer;
        }

        @Override
        public void register(Member self) throws Exception {
            asked.add("register " + self.host());
            if (registering != null) {
                throw registering;
            }
        }

        @Override
        public @Nullable String complaint() {
            return complaint;
        }

        @Override
        public void lost(Member member) {
            asked.add("lost " + member.host());
        }
    }

    private final MovedTime time = new MovedTime();
    private final HandDrivenScheduling scheduling = new HandDrivenScheduling(time);
    private final Reports reports = new Reports();
    private final Scripted discovery = new Scripted();
    private final ArrayDeque<Runnable> calls = new ArrayDeque<>();
    private final List<Set<String>> found = new ArrayList<>();
    private final ClusterView view = view(Role.FOLLOWING, 2, OTHER);
    private boolean hangs;
    private final DiscoveryLoop loop = new DiscoveryLoop(
            new DiscoverySource("store", discovery, Duration.ofSeconds(10)),
            () -> view,
            found::add,
            reports,
            time,
            scheduling,
            call -> {
                if (hangs) {
                    calls.add(call);
                } else {
                    call.run();
                }
            });

    private void start() {
        loop.start();
        scheduling.runAll();
    }

    private void pass(int seconds) {
        scheduling.advance(Duration.ofSeconds(seconds));
    }

    private List<String> sentences() {
        assertThat(reports.open()).allMatch(finding -> finding.kind() == Kind.DISCOVERY);
        return reports.open().stream().map(Finding::sentence).toList();
    }

    @Test
    void itRegistersAndAsksAtOnceAndInEachInterval() {
        start();
        assertThat(discovery.asked).containsExactly("register " + SELF.host(), "find");

        pass(10);

        assertThat(discovery.asked).hasSize(4);
        assertThat(found).containsExactly(Set.of(OTHER.host()), Set.of(OTHER.host()));
        assertThat(sentences()).isEmpty();
    }

    @Test
    void whatFailsIsSaidOnceAndAskedAgainLessAndLessOften() {
        start();
        discovery.failure = new IOException("no route\nto store");
        pass(10);

        assertThat(sentences())
                .containsExactly("The discovery store could not say where nodes are: java.io.IOException: no route to"
                        + " store. The node goes on with the nodes that it knows, and will ask again.");
        assertThat(found).hasSize(1);

        discovery.asked.clear();
        pass(1 + 2 + 4 + 8 + 16 + 32 + 60 + 60);
        assertThat(discovery.asked).filteredOn("find"::equals).hasSize(8);

        discovery.failure = null;
        pass(60);
        assertThat(sentences()).isEmpty();
    }

    @Test
    void whoCannotRegisterIsToldOfNodesAllTheSame() {
        discovery.registering = new IOException("read only");

        start();

        assertThat(found).containsExactly(Set.of(OTHER.host()));
        assertThat(sentences()).singleElement().asString().contains("could not register this node", "read only");
    }

    @Test
    void aFailureIsNoAnswerAndIsAskedAgainSoonWhileAFounderWaits() {
        discovery.failure = new IOException("LOADING");
        start();
        assertThat(found).isEmpty();

        scheduling.advance(Duration.ofMillis(1_900));
        assertThat(found).isEmpty();
        assertThat(discovery.asked).filteredOn("find"::equals).hasSize(8);

        discovery.failure = null;
        scheduling.advance(Duration.ofMillis(100));
        assertThat(found).containsExactly(Set.of(OTHER.host()));
        assertThat(sentences()).isEmpty();
    }

    @Test
    void oneThatNeverAnsweredIsAskedLessOftenWhenNobodyWaitsAnyMore() {
        discovery.failure = new IOException("refused");
        start();
        pass(2);
        discovery.asked.clear();

        pass(1 + 2 + 4 + 8);

        assertThat(discovery.asked).filteredOn("find"::equals).hasSize(4);
        assertThat(found).isEmpty();
    }

    @Test
    void oneThatHangsIsSaidAfterFiveSecondsAndAskedAgainWhenItReturns() {
        hangs = true;
        start();
        calls.remove().run();
        scheduling.runAll();
        pass(4);
        assertThat(sentences()).isEmpty();

        pass(1);
        assertThat(found).isEmpty();
        assertThat(sentences()).singleElement().asString().contains("it has not answered for 5000 ms");

        hangs = false;
        calls.remove().run();
        pass(1);
        assertThat(found).last().isEqualTo(Set.of(OTHER.host()));
        assertThat(sentences()).isEmpty();
    }

    @Test
    void oneThatDoesNotReturnIsAskedOnAnotherThread() {
        hangs = true;
        start();
        Runnable stuck = calls.remove();
        pass(6);
        assertThat(calls).isEmpty();

        hangs = false;
        pass(1);
        assertThat(found).containsExactly(Set.of(OTHER.host()));
        assertThat(sentences()).isEmpty();

        stuck.run();
        pass(10);
        assertThat(found).hasSize(2);
        assertThat(sentences()).isEmpty();
    }

    @Test
    void ofThoseThatDoNotReturnThereAreTwoAtMost() {
        hangs = true;
        start();
        pass(120);

        assertThat(calls).hasSize(2);
        assertThat(sentences()).anySatisfy(said -> assertThat(said).contains("hangs", "two calls", "time-out"));

        calls.remove().run();
        pass(60);
        assertThat(calls).hasSize(2);

        hangs = false;
        calls.remove().run();
        pass(60);
        assertThat(found).isNotEmpty();
        assertThat(sentences()).isEmpty();
    }

    @Test
    void anEmptyAnswerIsTakenAndSaid() {
        start();
        discovery.answer = List.of();

        pass(10);

        assertThat(found).last().isEqualTo(Set.of());
        assertThat(sentences()).singleElement().asString().contains("names no node");
    }

    @Test
    void garbageIsLeftOutAndSaid() {
        discovery.answer = null;
        start();
        assertThat(sentences()).singleElement().asString().contains("it gave null for an answer");

        discovery.answer = Collections.nCopies(3, null);
        pass(1);
        assertThat(sentences()).singleElement().asString().contains("null");

        discovery.answer = IntStream.range(0, 2_000)
                .mapToObj(i -> NodeAddress.of("http://far" + i))
                .toList();
        pass(10);
        assertThat(found.get(found.size() - 1)).hasSize(DiscoveryLoop.NODES);
        assertThat(sentences()).singleElement().asString().contains("more than 1024");
    }

    @Test
    void whatADiscoveryComplainsOfIsSaidUntilItIsMendedAndItsNodesAreTaken() {
        discovery.complaint = "2 entries of the table\nare no addresses; delete them.";
        start();

        assertThat(found).containsExactly(Set.of(OTHER.host()));
        assertThat(sentences())
                .containsExactly("The discovery store: 2 entries of the table are no addresses; delete them.");

        discovery.complaint = null;
        pass(10);
        assertThat(sentences()).isEmpty();
    }

    @Test
    void whoIsLostIsToldUnlessAnotherProcessIsThere() {
        start();
        discovery.asked.clear();

        loop.left(GONE);
        loop.left(new Member(OTHER.address(), 99));
        scheduling.runAll();

        assertThat(discovery.asked).containsExactly("lost http://gone");
    }

    @Test
    void whoIsLostIsToldThoughTheViewIsOfBefore() {
        start();
        discovery.asked.clear();

        loop.left(OTHER);
        scheduling.runAll();

        assertThat(discovery.asked).containsExactly("lost " + OTHER.host());
    }

    @Test
    void losingManyWhileItHangsIsBounded() {
        hangs = true;
        start();
        for (int i = 0; i < 200; i++) {
            loop.left(new Member(NodeAddress.of("http://gone" + i), 33));
        }
        scheduling.runAll();

        hangs = false;
        calls.remove().run();
        scheduling.runAll();

        assertThat(discovery.asked)
                .filteredOn(asked -> asked.startsWith("lost"))
                .hasSize(DiscoveryLoop.LOST);
    }

    @Test
    void itsEndIsTheEndOfAsking() {
        start();
        loop.close();
        scheduling.runAll();

        pass(60);

        assertThat(scheduling.isClosed()).isTrue();
        assertThat(discovery.asked).hasSize(2);
    }
}
