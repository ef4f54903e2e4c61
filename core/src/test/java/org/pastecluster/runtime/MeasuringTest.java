package org.pastecluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.runtime.Bench.OTHER;
import static org.pastecluster.runtime.Bench.SELF;
import static org.pastecluster.runtime.Bench.call;
import static org.pastecluster.runtime.Bench.reply;
import static org.pastecluster.runtime.Bench.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterEvent;
import org.pastecluster.Message;
import org.pastecluster.Role;
import org.pastecluster.Target;
import org.pastecluster.Verdict;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Claim;
import org.pastecluster.message.LeaderFate;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.Request;
import org.pastecluster.protocol.Output;
import org.pastecluster.spi.Measurements;

class MeasuringTest {

    /** Writes down what it is told. */
    private static final class Recorded implements Measurements {
        private final List<Object> told = new ArrayList<>();
        private @Nullable Readings readings;

        @Override
        public void begin(Readings given) {
            readings = given;
        }

        @Override
        public void heartbeatAnswered(Duration roundTrip) {
            told.add(roundTrip);
        }

        @Override
        public void heartbeatMissed() {
            told.add("missed");
        }

        @Override
        public void paused(Duration lateness) {
            told.add(lateness);
        }

        @Override
        public void elected(Election cause) {
            told.add(cause);
        }

        @Override
        public void verdictAfter(Duration wait, Verdict verdict) {
            told.add(verdict + " after " + wait.toMillis());
        }

        private Readings readings() {
            return Objects.requireNonNull(readings, "the node has not started");
        }
    }

    private final Recorded recorded = new Recorded();
    private final Bench bench = new Bench(recorded).start();

    private static Output.Call claim(@Nullable LeaderRef predecessor, LeaderFate fate) {
        return call(1, new Request.Compete(new Claim(3, 1, SELF), predecessor, fate));
    }

    private void acquire(long number) {
        bench.say(
                new Output.Acquired(number, number << 16, bench.leaseFromNow()),
                new Output.ViewChanged(view(Role.LEADING, number, SELF)),
                new Output.Lost("it is over"));
    }

    @Test
    void aHeartbeatIsTimedAndAMissedOneCounted() {
        bench.say(call(1), call(2), call(3, new Request.Leave()));
        bench.time.advance(Duration.ofMillis(7));

        bench.transport.calls().get(0).outcome().replied(reply());
        bench.transport.calls().get(0).outcome().failed(CallFailure.SILENT, "late");
        bench.transport.calls().get(1).outcome().failed(CallFailure.SILENT, "");
        bench.transport.calls().get(2).outcome().failed(CallFailure.SILENT, "");

        assertThat(recorded.told).containsExactly(Duration.ofMillis(7), "missed");
    }

    @Test
    void anElectionHasTheCauseThatItsClaimNamed() {
        LeaderRef old = new LeaderRef(OTHER, 2);
        acquire(1);
        acquire(2);
        bench.say(claim(null, LeaderFate.SILENT));
        acquire(3);
        for (LeaderFate fate : LeaderFate.values()) {
            bench.say(claim(old, fate));
            acquire(4);
        }

        assertThat(recorded.told)
                .containsExactly(
                        Measurements.Election.NO_LEADER_BEFORE,
                        Measurements.Election.LEADER_SILENT,
                        Measurements.Election.NO_LEADER_BEFORE,
                        Measurements.Election.LEADER_SILENT,
                        Measurements.Election.LEADER_GONE,
                        Measurements.Election.HANDED_OVER,
                        Measurements.Election.LEADER_LEFT);
    }

    @Test
    void aLoopThatRunsLateWasPaused() {
        bench.protocol.wakeUpAt(bench.time.nanos() + Duration.ofSeconds(1).toNanos());
        bench.say();
        bench.time.advance(Duration.ofMillis(1_499));
        bench.scheduling.runAll();
        assertThat(recorded.told).isEmpty();

        bench.protocol.wakeUpAt(bench.time.nanos() + Duration.ofSeconds(1).toNanos());
        bench.say();
        bench.time.advance(Duration.ofMillis(1_600));
        bench.scheduling.runAll();

        assertThat(recorded.told).containsExactly(Duration.ofMillis(600));
    }

    @Test
    void messagesAreCountedByVerdictAndOneAtATimeIsTimed() {
        bench.say(new Output.ViewChanged(view(Role.FOLLOWING, 2, OTHER)));
        var first = bench.cluster.messages().send(Target.process(OTHER), Message.text(20, "one"));
        var second = bench.cluster.messages().send(Target.process(OTHER), Message.text(20, "two"));
        assertThat(recorded.readings().messagesWaiting()).isEqualTo(2);
        assertThat(recorded.readings().bytesWaiting()).isGreaterThan(6);
        assertThat(recorded.readings().messages(Verdict.REFUSED)).isZero();

        bench.time.advance(Duration.ofMillis(30));
        bench.say(new Output.Stopped(null));

        assertThat(first.toCompletableFuture()).isCompleted();
        assertThat(second.toCompletableFuture()).isCompleted();
        assertThat(recorded.readings().messagesWaiting()).isZero();
        assertThat(recorded.readings().messages(Verdict.REFUSED)).isEqualTo(2);
        assertThat(recorded.told).containsExactly("REFUSED after 30");
    }

    @Test
    void measurementsThatThrowHarmNobody() {
        Bench other = new Bench(Measurements.guarded(new Measurements() {
                    @Override
                    public void elected(Election cause) {
                        throw new IllegalStateException("the registry is closed");
                    }
                }))
                .start();

        other.lead(3);

        assertThat(other.cluster.isLeader()).isTrue();
        assertThat(other.events(ClusterEvent.Stopped.class)).isEmpty();
    }
}
