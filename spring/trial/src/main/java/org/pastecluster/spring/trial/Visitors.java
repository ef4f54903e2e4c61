package org.pastecluster.spring.trial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Somebody who comes in by the front door again and again. */
final class Visitors implements AutoCloseable {

    private static final long PAUSE_MILLIS = 5;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final HttpRequest request;
    private final Thread thread = new Thread(this::visit, "visitors");
    private volatile boolean ended;
    private volatile int served;
    private volatile int failed;
    private volatile String firstFailure = "";

    Visitors(String url) {
        request = HttpRequest.newBuilder(URI.create(url + "/hello"))
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    void begin() {
        thread.setDaemon(true);
        thread.start();
    }

    /** One after another, so that the counters have one writer. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void visit() {
        while (!ended) {
            try {
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    served++;
                } else {
                    fail("status " + answer.statusCode());
                }
                Thread.sleep(PAUSE_MILLIS);
            } catch (IOException broken) {
                fail(broken.toString());
            } catch (InterruptedException over) {
                return;
            }
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void fail(String why) {
        if (failed == 0) {
            firstFailure = why;
        }
        failed++;
    }

    int served() {
        return served;
    }

    int failed() {
        return failed;
    }

    String firstFailure() {
        return firstFailure;
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join(20_000);
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
        }
    }
}
