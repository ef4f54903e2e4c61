package org.pastecluster.spring.boot.messages;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import reactor.core.publisher.Mono;

/** Loaded only where Reactor is there. */
final class Reactor {

    private Reactor() {}

    /** Subscribes to the one value that a {@code Mono}, or what Spring knows for its like, will have. */
    static CompletionStage<? extends @Nullable Object> stage(ReactiveAdapter adapter, Object returned) {
        return Mono.from(adapter.toPublisher(returned)).toFuture();
    }
}
