package org.pastecluster.demo;

import java.io.PrintStream;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where the story is told. On a terminal, a table that follows what happens stands below the last sentence; elsewhere the
 * table is printed when the story asks for it. Thread-safe.
 */
final class Screen implements AutoCloseable {

    private static final int REPAINT_MILLIS = 200;
    private static final String ERASE_BELOW = "\u001b[J";
    /** Rows that are too long for the terminal are cut; wrapped ones would be more lines than there are to erase. */
    private static final String CUT = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final boolean live;
    private final Supplier<String> table;
    private final ScheduledExecutorService painter;
    private int linesBelow;

    Screen(PrintStream out, boolean live, Supplier<String> table) {
        this.out = out;
        this.live = live;
        this.table = table;
        this.painter = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "demo-painter");
            thread.setDaemon(true);
            return thread;
        });
        if (live) {
            var unused = painter.scheduleWithFixedDelay(this::paint, 0, REPAINT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** One sentence of the story. */
    synchronized void say(String sentence) {
        erase();
        out.println(sentence);
        paint();
    }

    /** One sentence that says what was measured. */
    void tell(String sentence) {
        say(live ? BOLD + sentence + PLAIN : sentence);
    }

    /** Shows how things stand at this point of the story. */
    synchronized void show() {
        if (live) {
            paint();
        } else {
            out.println();
            out.print(table.get());
            out.println();
        }
    }

    private synchronized void paint() {
        if (!live || painter.isShutdown()) {
            return;
        }
        erase();
        String text = "\n" + table.get();
        out.print(CUT + text + WRAP);
        out.flush();
        linesBelow = (int) text.chars().filter(c -> c == '\n').count();
    }

    private void erase() {
        if (linesBelow > 0) {
            out.print("\u001b[" + linesBelow + "A\r" + ERASE_BELOW);
            linesBelow = 0;
        }
    }

    /** Leaves the table as it stands. */
    @Override
    public synchronized void close() {
        paint();
        painter.shutdown();
        out.flush();
    }
}
