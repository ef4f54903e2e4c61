package org.pastecluster.it.neighbour;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;

/**
 * A program that watches .NET nodes, from a network of its own: {@code SEED NODE=HOST;NODE=HOST;… JAVAS DIRECTORY}, with the token in {@code
 * PASTECLUSTER_SECRET}. {@code JAVAS} is the highest id of our nodes, whose ids begin with 1. It takes {@code go} and {@code quiet} on its standard input,
 * which begin and end the sending of messages, and ends when that ends. It writes {@code neighbours.journal}.
 */
public final class NeighbourMain {

    private static final long LOOK_MILLIS = 200;

    /** In looks. */
    private static final int SEND_EVERY = 2;

    private static final int INBOX_EVERY = 25;

    private NeighbourMain() {}

    public static void main(String... arguments) throws InterruptedException {
        String secret = System.getenv("PASTECLUSTER_SECRET");
        if (arguments.length != 4 || secret == null) {
            throw new IllegalArgumentException(
                    "Call it with SEED NODE=HOST;NODE=HOST JAVAS DIRECTORY, and the token in PASTECLUSTER_SECRET.");
        }
        SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[0]));
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .build();
        Orders orders = new Orders();
        orders.listen();
        try (var journal = new Journal<>(Path.of(arguments[3], "neighbours.journal"), Lines.NEIGHBOURS)) {
            List<Observer> observers = new ArrayList<>();
            for (String node : arguments[1].split(";", -1)) {
                String[] parts = node.split("=", 2);
                observers.add(new Observer(
                        new Business(client, parts[1], secret),
                        Integer.parseInt(parts[0]),
                        Integer.parseInt(arguments[2]),
                        journal,
                        random.split()));
            }
            System.out.println("@watches");
            for (int look = 1; !orders.end.await(LOOK_MILLIS, TimeUnit.MILLISECONDS); look++) {
                for (Observer observer : observers) {
                    observer.look();
                    if (orders.sending && look % SEND_EVERY == 0) {
                        observer.send();
                    }
                    if (look % INBOX_EVERY == 0) {
                        observer.readInbox();
                    }
                }
            }
            for (Observer observer : observers) {
                observer.readInbox();
            }
        }
    }

    /** What comes in on standard input. */
    private static final class Orders {

        private final CountDownLatch end = new CountDownLatch(1);
        private volatile boolean sending;

        void listen() {
            Thread listener = new Thread(this::read, "neighbour-orders");
            listener.setDaemon(true);
            listener.start();
        }

        private void read() {
            try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                for (String line = input.readLine(); line != null; line = input.readLine()) {
                    sending = line.equals("go") || (sending && !line.equals("quiet"));
                }
            } catch (IOException noInput) {
                // As its end.
            }
            end.countDown();
        }
    }
}
