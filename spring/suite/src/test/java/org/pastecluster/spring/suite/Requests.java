package org.pastecluster.spring.suite;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Sees the requests of a web server, before any filter does. */
final class Requests implements ServletRequestListener {

    private final CompletableFuture<String> link = new CompletableFuture<>();
    private final AtomicInteger carrying = new AtomicInteger();

    /** Completes with what a node asked to upgrade its connection to. */
    CompletionStage<String> link() {
        return link;
    }

    /** How many requests carried messages, for want of a link. */
    int carrying() {
        return carrying.get();
    }

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        HttpServletRequest request = (HttpServletRequest) event.getServletRequest();
        if (request.getRequestURI().endsWith("/exchange")) {
            carrying.incrementAndGet();
        }
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        HttpServletRequest request = (HttpServletRequest) event.getServletRequest();
        if (request.getRequestURI().endsWith("/link")) {
            link.complete(request.getHeader("Upgrade"));
        }
    }
}
