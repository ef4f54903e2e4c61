package org.pastecluster.spring.boot.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pastecluster.Leadership;

/** Who ends a leadership interrupts its calls one after another, and a call may return between two of them. All on this thread, which is the one that is interrupted. */
class LeaderCallTest {

    private static final Leadership LEADERSHIP = new Leadership() {
        @Override
        public long number() {
            return 7;
        }

        @Override
        public long token() {
            return 7 * 65_536;
        }

        @Override
        public Instant acquiredAt() {
            return Instant.EPOCH;
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public Duration remaining() {
            return Duration.ofSeconds(1);
        }

        @Override
        public CompletionStage<String> ended() {
            return new CompletableFuture<>();
        }
    };

    private final LeaderGate gate = new LeaderGate(() -> {
        throw new AssertionError("no cluster is asked");
    });

    @AfterEach
    void leaveTheThreadAsItWas() {
        var unused = Thread.interrupted();
    }

    @Test
    void a_call_that_used_up_what_was_meant_for_the_one_around_it_gives_it_back_though_it_was_not_interrupted_itself() {
        outer(outer -> {
            LeaderCall inner = call(true);
            outer.interrupt();
            wakes();
            inner.returned();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
    }

    @Test
    void so_does_one_that_was_interrupted_too_whoever_was_first() {
        outer(outer -> {
            LeaderCall inner = call(true);
            outer.interrupt();
            inner.interrupt();
            wakes();
            inner.returned();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        var unused = Thread.interrupted();
        outer(outer -> {
            LeaderCall inner = call(true);
            inner.interrupt();
            wakes();
            inner.returned();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            outer.interrupt();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
    }

    @Test
    void so_does_one_that_is_two_calls_further_in() {
        outer(outer -> run(call(false), () -> {
            LeaderCall innermost = call(true);
            outer.interrupt();
            innermost.interrupt();
            wakes();
            innermost.returned();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }));
    }

    @Test
    void what_was_meant_for_a_call_alone_ends_with_it() {
        outer(outer -> {
            LeaderCall inner = call(true);
            inner.interrupt();
            inner.returned();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
    }

    @Test
    void what_the_call_around_has_had_long_before_is_not_given_to_it_again() {
        outer(outer -> {
            outer.interrupt();
            wakes();
            call(true).returned();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
    }

    /** As a method does that waits. */
    private static void wakes() {
        assertThat(Thread.interrupted()).isTrue();
    }

    private void outer(Consumer<LeaderCall> work) {
        LeaderCall outer = call(true);
        run(outer, () -> work.accept(outer));
    }

    private static void run(LeaderCall call, Runnable work) {
        var unused = call.<Boolean, RuntimeException>call(() -> {
            work.run();
            return true;
        });
    }

    private LeaderCall call(boolean interruptible) {
        return new LeaderCall(gate, LEADERSHIP, interruptible, null);
    }
}
