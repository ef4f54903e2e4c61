package org.pastecluster.spring.suite;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Waits for what happens, no longer than a test may take. */
final class Waiting {

    private static final long LONGEST_SECONDS = 60;

    private Waiting() {}

    static <T> T until(CompletionStage<T> happens) throws Exception {
        return happens.toCompletableFuture().get(LONGEST_SECONDS, TimeUnit.SECONDS);
    }
}
