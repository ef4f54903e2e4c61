package org.pastecluster.spring.suite;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the jobs of the README write. */
class Reports {

    private final CompletableFuture<Long> first = new CompletableFuture<>();

    void write(long token) {
        first.complete(token);
    }

    /** Completes with the token of the first one. */
    CompletionStage<Long> first() {
        return first;
    }
}
