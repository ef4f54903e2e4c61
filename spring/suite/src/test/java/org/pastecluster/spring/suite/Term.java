package org.pastecluster.spring.suite;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pastecluster.Leadership;

/** A leadership that the test ends. */
final class Term implements Leadership {

    private final CompletableFuture<String> end = new CompletableFuture<>();

    void end(String why) {
        end.complete(why);
    }

    @Override
    public long number() {
        return 7;
    }

    @Override
    public long token() {
        return 7 * 65536;
    }

    @Override
    public Instant acquiredAt() {
        return Instant.EPOCH;
    }

    @Override
    public boolean isValid() {
        return !end.isDone();
    }

    @Override
    public Duration remaining() {
        return isValid() ? Duration.ofSeconds(1) : Duration.ZERO;
    }

    @Override
    public CompletionStage<String> ended() {
        return end;
    }
}
