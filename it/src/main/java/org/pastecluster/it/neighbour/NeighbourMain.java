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
import java.util.concurrent.atomic.AtomicInteger;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;

/**
 * A program that watches .NET nodes, from a network of its own: {@code SEED NODE=HOST;NODE=HOST;… JAVAS DIRECTORY}, with the token in {@code
 * PASTECLUSTER_SECRET}. {@code JAVAS} is the highest id of our nodes, whose ids begin with 1. It takes {@code go} and {@code quiet} on its standard input,
 * which begin and end the sending of messages, and {@code ring}, upon which it sets the nodes against each other for three seconds, so that they ask each other without end; it ends when that ends. It writes
 * {@code neighbours.journal}.
 */
public final class NeighbourMain {

    private static final long LOOK_MILLIS = 200;

    /** In looks. */
    private static final int SEND_EVERY = 2;

    private static final int INBOX_EVERY = 15;

    /** One alone is over within half a second, if a node of this project leads. */
    private static final int RINGS = 15;

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
            List<Business> businesses = new ArrayList<>();
            List<Observer> observers = new ArrayList<>();
            for (String node : arguments[1].split(";", -1)) {
                String[] parts = node.split("=", 2);
                Business business = new Business(client, parts[1], secret);
                businesses.add(business);
                observers.add(new Observer(
                        business, Integer.parseInt(parts[0]), Integer.parseInt(arguments[2]), journal, random.split()));
            }
            System.out.println("@watches");
            for (int look = 1; !orders.end.await(LOOK_MILLIS, TimeUnit.MILLISECONDS); look++) {
                if (orders.rings.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    Ring.make(businesses, journal);
                }
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
            // What the first finds missing the second may find.
            for (int reading = 1; reading <= 2; reading++) {
                for (Observer observer : observers) {
                    observer.readInbox();
                }
            }
        }
    }

    /** What comes in on standard input. */
    private static final class Orders {

        private final CountDownLatch end = new CountDownLatch(1);
        /** How many looks are still to begin with one. */
        private final AtomicInteger rings = new AtomicInteger();

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
                    if (line.equals("ring")) {
                        rings.set(RINGS);
                    }
                }
            } catch (IOException noInput) {
                // As its end.
            }
            end.countDown();
        }
    }
}
