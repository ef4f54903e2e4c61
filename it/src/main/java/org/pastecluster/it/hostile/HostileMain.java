package org.pastecluster.it.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;

/**
 * A program that attacks nodes: {@code SEED HOST;HOST;… DIRECTORY [MILLIS]}, with the cluster's secret in {@code PASTECLUSTER_SECRET}. It writes {@code
 * hostile.journal} into the directory, prints {@code @attacks} after the first volley, and ends after that time or when its standard input ends.
 */
public final class HostileMain {

    private HostileMain() {}

    public static void main(String... arguments) throws InterruptedException {
        if (arguments.length < 3 || System.getenv("PASTECLUSTER_SECRET") == null) {
            throw new IllegalArgumentException(
                    "Call it with SEED HOST;HOST DIRECTORY [MILLIS], and the secret in PASTECLUSTER_SECRET.");
        }
        CountDownLatch stop = new CountDownLatch(1);
        Thread input = new Thread(() -> awaitEndOfInput(stop), "hostile-input");
        input.setDaemon(true);
        input.start();
        SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[0]));
        List<Target> targets =
                Arrays.stream(arguments[1].split(";", -1)).map(Target::of).toList();
        Duration time = arguments.length > 3 ? Duration.ofMillis(Long.parseLong(arguments[3])) : Duration.ofDays(1);
        try (var journal = new Journal<>(Path.of(arguments[2], "hostile.journal"), Lines.HOSTILE)) {
            List<Form> forms = Attack.forms(System.getenv("PASTECLUSTER_SECRET"), random, stop);
            new Attack(targets, forms, random, journal).run(stop, time, () -> System.out.println("@attacks"));
        }
    }

    private static void awaitEndOfInput(CountDownLatch stop) {
        try {
            while (System.in.read() >= 0) {
                // Nothing is asked of it but to end.
            }
        } catch (IOException noInput) {
            // As its end.
        }
        stop.countDown();
    }
}
