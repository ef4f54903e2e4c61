package org.pastecluster.demo;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows a cluster of real processes that lose their leader in every way and agree again. */
public final class Demo {

    private static final long LONGEST_SECONDS = 60;
    private static final int FAILED = 1;
    private static final int WRONG_OPTION = 2;

    private Demo() {}

    /** Runs the demo; {@code --help} tells the options. Ends with 0 when everything happened in time. */
    public static void main(String[] arguments) {
        DemoOptions options;
        try {
            options = DemoOptions.read(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(WRONG_OPTION);
            return;
        }
        if (options.help()) {
            System.out.print(DemoOptions.HELP);
            return;
        }
        try {
            run(options, System.out);
        } catch (DemoFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(FAILED);
        }
    }

    /** Runs it all; returns when it is over, which with {@code --stay} is when the process is ended. */
    static void run(DemoOptions options, PrintStream out) {
        Board board = new Board();
        Measurements measurements = new Measurements(options.nodes());
        ScheduledExecutorService limit = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "demo-limit");
            thread.setDaemon(true);
            return thread;
        });
        try (Fleet fleet = new Fleet(options, board)) {
            Thread hook = new Thread(fleet::close, "demo-end");
            Runtime.getRuntime().addShutdownHook(hook);
            var unused = limit.schedule(
                    () -> board.fail("The demo took longer than " + LONGEST_SECONDS + " s."),
                    LONGEST_SECONDS,
                    TimeUnit.SECONDS);
            play(options, board, fleet, measurements, limit, out);
            Runtime.getRuntime().removeShutdownHook(hook);
        } finally {
            limit.shutdownNow();
        }
        if (options.json() && !options.stay()) {
            out.println(measurements);
        }
    }

    private static void play(
            DemoOptions options,
            Board board,
            Fleet fleet,
            Measurements measurements,
            ScheduledExecutorService limit,
            PrintStream out) {
        try (Screen screen = new Screen(out, options.live(), () -> StatusTable.of(board.states(), System.nanoTime()))) {
            Story story = new Story(fleet, board, screen, measurements);
            story.play();
            if (options.stay()) {
                limit.shutdownNow();
                if (options.json()) {
                    // Who stays has no end at which to read it.
                    screen.say(measurements.toString());
                    out.flush();
                }
                story.restartWhoLeft();
                stay(fleet, screen);
            }
        }
    }

    private static void stay(Fleet fleet, Screen screen) {
        screen.say("The cluster keeps running; Ctrl-C ends it. Look at it, or kill one:");
        for (String host : fleet.hosts()) {
            screen.say("  " + host + "  (kill -9 " + fleet.at(host).pid() + ")");
        }
        for (String word : new String[] {"status", "nodes", "history"}) {
            screen.say("  curl -H 'slovetoken: " + fleet.secret() + "' "
                    + fleet.hosts().get(0) + "/api/cluster/" + word);
        }
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
