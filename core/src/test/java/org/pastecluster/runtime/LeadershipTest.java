package org.pastecluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pastecluster.runtime.Bench.OTHER;
import static org.pastecluster.runtime.Bench.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterEvent;
import org.pastecluster.Leadership;
import org.pastecluster.Role;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;

class LeadershipTest {

    private final Bench bench = Bench.started();

    private Leadership lead(long number) {
        bench.lead(number);
        return bench.cluster.leadership().orElseThrow();
    }

    @Test
    void aLeadershipSaysWhatItIs() {
        Leadership leadership = lead(9);

        assertThat(leadership.number()).isEqualTo(9);
        assertThat(leadership.token()).isEqualTo(9 << 16);
        assertThat(leadership.acquiredAt()).isEqualTo(Instant.ofEpochMilli(bench.time.wallMillis()));
        assertThat(leadership.remaining()).isEqualTo(Duration.ofSeconds(3));
        assertThat(bench.cluster.isLeader()).isTrue();
        assertThat(bench.events).containsExactly(new ClusterEvent.LeadershipAcquired(leadership));
    }

    @Test
    void itIsInvalidPastItsLeaseBeforeAnythingSaysSo() {
        Leadership leadership = lead(9);

        bench.time.advance(Duration.ofMillis(2999));
        assertThat(leadership.isValid()).isTrue();
        bench.time.advance(Duration.ofMillis(1));

        assertThat(leadership.isValid()).isFalse();
        assertThat(leadership.remaining()).isZero();
        assertThat(bench.cluster.isLeader()).isFalse();
        assertThat(bench.cluster.leadership()).isEmpty();
        assertThat(bench.events(ClusterEvent.LeadershipLost.class)).isEmpty();
    }

    @Test
    void aRenewedLeaseRunsLonger() {
        Leadership leadership = lead(9);
        bench.time.advance(Duration.ofSeconds(2));

        bench.say(new Output.Renewed(bench.leaseFromNow()));

        assertThat(leadership.remaining()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anOlderRenewalShortensNothing() {
        Leadership leadership = lead(9);

        bench.say(new Output.Renewed(bench.time.nanos() + 1));

        assertThat(leadership.remaining()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aRenewalAfterTheEndIsAnErrorThatStopsTheNode() {
        lead(9);
        bench.time.advance(Duration.ofSeconds(4));

        bench.say(new Output.Renewed(bench.leaseFromNow()));

        assertThat(bench.events(ClusterEvent.LeadershipLost.class)).hasSize(1);
        assertThat(bench.events(ClusterEvent.Stopped.class))
                .singleElement()
                .satisfies(stopped -> assertThat(stopped.reason()).contains("after it had run out"));
    }

    @Test
    void aHigherNumberInPlaceIsTheSameLeadership() {
        Leadership leadership = lead(9);

        bench.say(new Output.Outbid(12, (12 << 16) + 5));

        assertThat(bench.cluster.leadership()).containsSame(leadership);
        assertThat(leadership.number()).isEqualTo(12);
        assertThat(leadership.token()).isEqualTo((12 << 16) + 5);
        assertThat(bench.events(ClusterEvent.LeadershipLost.class)).isEmpty();
    }

    @Test
    void itEndsOnceWithItsReason() {
        Leadership leadership = lead(9);
        List<String> ends = new ArrayList<>();
        leadership.ended().thenAccept(ends::add);

        bench.say(new Output.Lost("outbid by two"));
        Leadership next = lead(15);

        assertThat(ends).containsExactly("outbid by two");
        assertThat(leadership.isValid()).isFalse();
        assertThat(next).isNotSameAs(leadership);
        assertThat(bench.events)
                .containsExactly(
                        new ClusterEvent.LeadershipAcquired(leadership),
                        new ClusterEvent.LeadershipLost(leadership, "outbid by two"),
                        new ClusterEvent.LeadershipAcquired(next));
    }

    @Test
    void acquiringTwiceIsAnErrorThatTellsLostOnce() {
        lead(9);

        bench.lead(10);

        assertThat(bench.events(ClusterEvent.LeadershipAcquired.class)).hasSize(1);
        assertThat(bench.events(ClusterEvent.LeadershipLost.class)).hasSize(1);
        assertThat(bench.events(ClusterEvent.Stopped.class)).hasSize(1);
    }

    @Test
    void losingWhatIsNotHeldIsAnErrorThatTellsNoLoss() {
        bench.say(new Output.Lost("of what?"));

        assertThat(bench.events(ClusterEvent.LeadershipLost.class)).isEmpty();
        assertThat(bench.events(ClusterEvent.Stopped.class)).hasSize(1);
    }

    @Test
    void aWarningComesOnceBeforeTheEndUnlessTheLeaseIsRenewed() {
        Leadership leadership = lead(9);
        bench.scheduling.advance(Duration.ofMillis(1500));
        bench.say(new Output.Renewed(bench.leaseFromNow()));

        bench.scheduling.advance(Duration.ofMillis(1999));
        assertThat(bench.events(ClusterEvent.LeadershipEnding.class)).isEmpty();
        bench.scheduling.advance(Duration.ofMillis(500));

        assertThat(bench.events(ClusterEvent.LeadershipEnding.class))
                .containsExactly(new ClusterEvent.LeadershipEnding(leadership, Duration.ofSeconds(1)));
        assertThat(bench.inputs(Input.Woken.class)).isEmpty();

        bench.say(new Output.Renewed(bench.leaseFromNow()));
        bench.scheduling.advance(Duration.ofSeconds(2));
        assertThat(bench.events(ClusterEvent.LeadershipEnding.class)).hasSize(2);
    }

    @Test
    void aStepThatRenewsTheLeaseInTimeSavesTheWarning() {
        lead(9);
        bench.time.advance(Duration.ofMillis(2500));

        bench.say(new Output.Renewed(bench.leaseFromNow()));

        assertThat(bench.events(ClusterEvent.LeadershipEnding.class)).isEmpty();
    }

    @Test
    void aJumpOfTheWallClockMakesItInvalidAtOnce() {
        Leadership leadership = lead(9);

        bench.time.jumpWallClock(Duration.ofMillis(500));
        assertThat(leadership.isValid()).isTrue();
        bench.time.jumpWallClock(Duration.ofMillis(1));

        assertThat(leadership.isValid()).isFalse();
        assertThat(bench.cluster.isLeader()).isFalse();
    }

    @Test
    void afterAJumpOnlyYoungerNewsRenewIt() {
        Leadership leadership = lead(9);
        bench.time.advance(Duration.ofMillis(500));
        long sentBeforeTheJump = bench.leaseFromNow();
        bench.time.advance(Duration.ofMillis(200));
        bench.time.jumpWallClock(Duration.ofMinutes(1));

        bench.say(new Output.Renewed(sentBeforeTheJump));
        assertThat(leadership.isValid()).isFalse();
        bench.say(new Output.Renewed(bench.leaseFromNow()));

        assertThat(leadership.isValid()).isTrue();
        assertThat(bench.events(ClusterEvent.LeadershipEnding.class))
                .containsExactly(new ClusterEvent.LeadershipEnding(leadership, Duration.ZERO));
        assertThat(bench.events(ClusterEvent.LeadershipLost.class)).isEmpty();
    }

    @Test
    void aLeadershipThatBeginsWithALeaseFromBeforeAJumpIsInvalidUntilYoungerNewsRenewIt() {
        bench.time.advance(Duration.ofSeconds(1));
        long sentBeforeTheJump = bench.leaseFromNow();
        bench.time.advance(Duration.ofMillis(10));
        bench.time.jumpWallClock(Duration.ofMinutes(1));
        List<Boolean> validWhenTold = new ArrayList<>();
        bench.cluster.addListener(event -> {
            if (event instanceof ClusterEvent.LeadershipAcquired acquired) {
                validWhenTold.add(acquired.leadership().isValid());
            }
        });

        bench.say(new Output.Acquired(9, 9 << 16, sentBeforeTheJump));

        assertThat(validWhenTold).containsExactly(false);
        assertThat(bench.cluster.isLeader()).isFalse();
        assertThat(bench.events(ClusterEvent.LeadershipEnding.class)).hasSize(1);
        bench.say(new Output.Renewed(bench.leaseFromNow()));
        assertThat(bench.cluster.isLeader()).isTrue();
    }

    @Test
    void aWallClockThatJumpsBackMeansNothing() {
        Leadership leadership = lead(9);

        bench.time.jumpWallClock(Duration.ofHours(-1));
        bench.cluster.scan();
        bench.scheduling.runAll();

        assertThat(leadership.isValid()).isTrue();
        assertThat(bench.inputs(Input.ClockJumped.class)).isEmpty();
    }

    @Test
    void aListenerAddedLaterHearsFirstHowThingsStand() {
        Leadership leadership = lead(9);
        bench.say(new Output.ViewChanged(view(Role.LEADING, 9, Bench.SELF)));
        List<ClusterEvent> late = new ArrayList<>();

        bench.cluster.addListener(late::add);
        bench.say(new Output.Lost("left"));

        assertThat(late)
                .containsExactly(
                        new ClusterEvent.LeadershipAcquired(leadership),
                        new ClusterEvent.ViewChanged(view(Role.LEADING, 9, Bench.SELF)),
                        new ClusterEvent.LeadershipLost(leadership, "left"));
    }

    @Test
    void whoWaitsForALeaderIsToldOfTheNextOne() {
        var first = bench.cluster.awaitLeader().toCompletableFuture();
        bench.say(new Output.ViewChanged(view(Role.ASKING, 1, null)));
        assertThat(first).isNotDone();

        bench.say(new Output.ViewChanged(view(Role.FOLLOWING, 2, OTHER)));
        assertThat(first).isCompletedWithValue(view(Role.FOLLOWING, 2, OTHER));
        assertThat(bench.cluster.awaitLeader().toCompletableFuture())
                .isCompletedWithValue(view(Role.FOLLOWING, 2, OTHER));

        bench.say(new Output.ViewChanged(view(Role.ASKING, 2, null)));
        var second = bench.cluster.awaitLeader().toCompletableFuture();
        assertThat(second).isNotDone();

        bench.say(new Output.Stopped(null));
        assertThat(second).isCompletedExceptionally();
    }

    @Test
    void theSameLeaderUnderAHigherNumberIsNoChangeOfLeader() {
        bench.say(new Output.ViewChanged(view(Role.FOLLOWING, 2, OTHER)));
        bench.say(new Output.ViewChanged(view(Role.FOLLOWING, 3, OTHER)));

        assertThat(bench.events(ClusterEvent.ViewChanged.class)).hasSize(2);
        assertThat(bench.events(ClusterEvent.LeaderChanged.class)).hasSize(1);
    }
}
