package org.pastecluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CurrentLeadershipTest {

    private record Held(long number) implements Leadership {
        @Override
        public long token() {
            return number << 16;
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
            return Duration.ZERO;
        }

        @Override
        public CompletionStage<String> ended() {
            return new CompletableFuture<>();
        }
    }

    private final Leadership outer = new Held(1);
    private final Leadership inner = new Held(2);

    @Test
    void codeInsideFindsItsLeadershipAndNobodyOutside() {
        assertThat(Leadership.current()).isEmpty();

        long token = outer.call(() -> Leadership.current().orElseThrow().token());

        assertThat(token).isEqualTo(1 << 16);
        assertThat(Leadership.current()).isEmpty();
    }

    @Test
    void theInnermostCountsAndTheOuterOneComesBack() {
        outer.run(() -> {
            Optional<Leadership> found = inner.call(Leadership::current);

            assertThat(found).containsSame(inner);
            assertThat(Leadership.current()).containsSame(outer);
        });
    }

    @Test
    void whatIsThrownComesOutAndNothingIsLeft() {
        assertThatThrownBy(() -> outer.call(() -> {
                    throw new IOException("no disk");
                }))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> outer.run(() -> {
                    throw new IllegalStateException("no way");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(Leadership.current()).isEmpty();
    }

    @Test
    void aPoolsThreadKnowsNothingOfItAfterwardsNorOfWhoGaveItWork() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            pool.submit(() -> outer.run(() -> assertThat(Leadership.current()).containsSame(outer)))
                    .get();
            Future<Optional<Leadership>> later = inner.call(() -> pool.submit(Leadership::current));

            assertThat(later.get()).isEmpty();
        } finally {
            pool.shutdownNow();
        }
    }
}
