package org.pastecluster.demo;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.client.NodeAnswer;
import org.pastecluster.http.client.NodeClient;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.spi.TimeSource;

/** Numbered tasks for nodes that are named, sent through one node a few at a time, and the verdict of each. Used by one thread. */
final class Tasks implements AutoCloseable {

    private static final int TYPE = 11;
    private static final int AT_A_TIME = 8;
    private static final Executor A_MOMENT_LATER = CompletableFuture.delayedExecutor(40, TimeUnit.MILLISECONDS);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final String sender;
    private final List<String> names;
    private final NodeClient client;
    private final Semaphore free = new Semaphore(AT_A_TIME);
    private final Map<String, String> verdicts = new ConcurrentHashMap<>();
    private volatile @Nullable String trouble;
    private int sent;

    /**
     * @param sender host of the node that is asked to send them
     * @param names who gets them, in turn
     */
    Tasks(String sender, List<String> names, String secret) {
        this.sender = sender;
        this.names = names;
        HttpSettings settings =
                HttpSettings.builder().secret(secret).connectTimeout(CONNECT).build();
        this.client = new NodeClient(settings, new SecureRandom().nextLong(), TimeSource.system(), closed -> {});
    }

    /** Sends so many more, in small bursts; returns when the last has been sent, which is before its verdict. */
    void send(int count) {
        for (int i = 0; i < count; i++) {
            if (i % AT_A_TIME == 0) {
                pause();
            }
            take(1);
            send(names.get(sent % names.size()), "task " + sent);
            sent++;
        }
    }

    private void send(String name, String task) {
        JsonObject message =
                new JsonObject().put("name", name).put("type", TYPE).put("body", task);
        var unused = client.ask(sender, Operation.SEND, message, LONGEST).whenComplete((answer, failure) -> {
            if (answer == null) {
                trouble = "The " + task + " has no verdict: " + failure.getMessage();
            } else {
                settle(task, answer);
            }
            free.release();
        });
    }

    private void settle(String task, NodeAnswer answer) {
        try {
            List<JsonObject> outcomes = answer.body().objects("outcomes");
            if (outcomes.size() == 1) {
                verdicts.put(task, outcomes.get(0).requiredText("verdict"));
            } else {
                trouble = "The " + task + " for one node has " + outcomes.size() + " verdicts.";
            }
        } catch (JsonException malformed) {
            trouble = "The answer about the " + task + " cannot be read: " + malformed.reason();
        }
    }

    /** Waits until each has its verdict. */
    Map<String, String> verdicts() {
        take(AT_A_TIME);
        free.release(AT_A_TIME);
        failInTrouble();
        return Map.copyOf(verdicts);
    }

    private void take(int permits) {
        try {
            if (!free.tryAcquire(permits, 2 * LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DemoFailure("The node " + sender + " does not answer requests to send tasks.");
            }
        } catch (InterruptedException ended) {
            throw ended();
        }
        failInTrouble();
    }

    private void failInTrouble() {
        String sentence = trouble;
        if (sentence != null) {
            throw new DemoFailure(sentence);
        }
    }

    private static void pause() {
        CompletableFuture.runAsync(() -> {}, A_MOMENT_LATER).join();
    }

    private static DemoFailure ended() {
        Thread.currentThread().interrupt();
        return new DemoFailure("The demo was ended.");
    }

    @Override
    public void close() {
        client.close();
    }
}
