package org.pastecluster.spring.suite;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.server.reactive.HttpHandler;

/** Sees the requests of a web server, before any filter does, of the servlet kind or of the reactive one. */
final class Requests implements ServletRequestListener, BeanPostProcessor {

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
        began(request.getRequestURI());
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        HttpServletRequest request = (HttpServletRequest) event.getServletRequest();
        upgraded(request.getRequestURI(), request.getHeader("Upgrade"));
    }

    /** Whatever puts itself around the handler of a reactive web server says when; this comes behind, and so is around it. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof HttpHandler application)) {
            return bean;
        }
        HttpHandler seen = (request, response) -> {
            began(request.getURI().getRawPath());
            upgraded(request.getURI().getRawPath(), request.getHeaders().getFirst("Upgrade"));
            return application.handle(request, response);
        };
        return seen;
    }

    private void began(String path) {
        if (path.endsWith("/exchange")) {
            carrying.incrementAndGet();
        }
    }

    private void upgraded(String path, String to) {
        if (path.endsWith("/link")) {
            link.complete(to);
        }
    }
}
