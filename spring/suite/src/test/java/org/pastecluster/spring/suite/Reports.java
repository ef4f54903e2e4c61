package org.pastecluster.spring.suite;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the jobs of the README write. */
class Reports {

    private final List<String> written = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Long> first = new CompletableFuture<>();

    void write(long token) {
        first.complete(token);
    }

    void writeOnce(String job, Instant planned) {
        written.add(job + " of " + planned);
    }

    List<String> written() {
        return written;
    }

    /** Completes with the token of the first one. */
    CompletionStage<Long> first() {
        return first;
    }
}
