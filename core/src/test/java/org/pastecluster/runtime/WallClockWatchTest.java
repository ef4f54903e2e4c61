package org.pastecluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pastecluster.spi.TimeSource;

class WallClockWatchTest {

    private final MovedTime time = new MovedTime();
    private final WallClockWatch watch = new WallClockWatch(time, Duration.ofSeconds(1));

    @Test
    void theToleranceIsHalfTheWarningButNeverBelowWhatTimeServicesDo() {
        assertThat(WallClockWatch.tolerance(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(1));
        assertThat(WallClockWatch.tolerance(Duration.ZERO)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void clocksThatGoTogetherDoNotJump() {
        time.advance(Duration.ofHours(1));

        assertThat(watch.jumped(time.nanos())).isFalse();
    }

    @Test
    void aJumpIsToldOnce() {
        time.jumpWallClock(Duration.ofMillis(501));

        assertThat(watch.jumped(time.nanos())).isTrue();
        assertThat(watch.jumped(time.nanos())).isFalse();
    }

    @Test
    void aSlowDriftNeverAddsUp() {
        for (int i = 0; i < 100; i++) {
            time.jumpWallClock(Duration.ofMillis(100));
            assertThat(watch.jumped(time.nanos())).isFalse();
        }
    }

    @Test
    void aThreadThatWaitsBetweenTwoReadingsSeesNoJump() {
        class SlowReader implements TimeSource {
            @Override
            public long nanos() {
                time.advance(Duration.ofSeconds(2));
                return time.nanos();
            }

            @Override
            public long wallMillis() {
                time.advance(Duration.ofSeconds(2));
                return time.wallMillis();
            }
        }
        SlowReader slow = new SlowReader();
        WallClockWatch slowWatch = new WallClockWatch(slow, Duration.ofSeconds(1));

        assertThat(slowWatch.jumped(slow.nanos())).isFalse();
        assertThat(slowWatch.jumped(slow.nanos())).isFalse();
    }
}
