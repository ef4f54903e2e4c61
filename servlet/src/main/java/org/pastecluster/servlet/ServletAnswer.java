package org.pastecluster.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pastecluster.http.handler.HttpAnswer;
import org.pastecluster.http.handler.Responder;

/** Writes one answer, from whatever thread brings it, and gives the request back to the container. */
final class ServletAnswer implements Responder, AsyncListener {

    /** The handler answers far earlier; this ends only what an error left open. */
    private static final long OPEN_AT_MOST_MILLIS = 60_000;

    private static final long LINGER_MILLIS = 4_000;
    private static final int OUT_OF_TIME = 408;

    private final AsyncContext async;
    private final HttpServletResponse response;
    private final ServletBody body;
    private final SenderNews news;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean completed = new AtomicBoolean();

    private ServletAnswer(AsyncContext async, HttpServletResponse response, ServletBody body, SenderNews news) {
        this.async = async;
        this.news = news;
        this.body = body;
        this.response = response;
    }

    static ServletAnswer begin(HttpServletRequest request, HttpServletResponse response, ServletBody body) {
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(OPEN_AT_MOST_MILLIS);
        ServletAnswer answer = new ServletAnswer(async, response, body, new SenderNews(request, response));
        async.addListener(answer);
        return answer;
    }

    @Override
    public void respond(HttpAnswer answer) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        try {
            response.setStatus(answer.status());
            answer.headers().forEach(response::setHeader);
            news.tell(answer.shown());
            boolean rest = body.isUnfinished();
            if (rest) {
                response.setHeader("Connection", "close");
            }
            if (rest && answer.status() != OUT_OF_TIME) {
                linger(answer.body());
                return;
            }
            write(response, answer.body());
        } catch (IOException | IllegalStateException callerIsGone) {
            // Nobody is there to be told.
        }
        complete();
    }

    /**
     * Who sends a long body reads the answer when all is sent, if there still is a connection then. The answer's length is not told: a
     * container may take a response of which all is written for the end of the request, and close the body.
     */
    private void linger(byte[] answer) throws IOException {
        response.getOutputStream().write(answer);
        response.flushBuffer();
        CompletableFuture.delayedExecutor(LINGER_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)
                .execute(this::complete);
        body.discard(this::complete);
    }

    private void complete() {
        if (!completed.compareAndSet(false, true)) {
            return;
        }
        try {
            async.complete();
        } catch (IllegalStateException alreadyOver) {
            // The container ended it when the connection broke.
        }
    }

    /** Answers a request that the handler never sees. Not by sendError: an application's error page may be anything. */
    static void refuse(HttpServletResponse response, int status, String reason) {
        String body = "{\"success\":false,\"state\":\"refused\",\"reason\":\"" + reason + "\"}";
        response.setStatus(status);
        response.setContentType("application/json; charset=utf-8");
        try {
            write(response, body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException callerIsGone) {
            // Nobody is there to be told.
        }
    }

    private static void write(HttpServletResponse response, byte[] body) throws IOException {
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        if (over.compareAndSet(false, true)) {
            refuse(response, 503, "this node had no answer in time");
            complete();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        over.set(true);
        complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        over.set(true);
        completed.set(true);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
