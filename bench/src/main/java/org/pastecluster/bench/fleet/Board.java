package org.pastecluster.bench.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** What the nodes of one cluster have said. Times are of the monotonic clock that all processes of this machine share. Thread-safe. */
public final class Board {

    /** A span in which a node believed to lead; one that goes on has no end. */
    public record Span(long from, long to) {
        /** Whether it goes on. */
        public boolean isOpen() {
            return to == Long.MAX_VALUE;
        }
    }

    private static final class Entry {
        private final Queue<String[]> answers = new ArrayDeque<>();
        private final List<Span> led = new ArrayList<>();
        private int leader = -1;
        private int members;
        private long since;
    }

    private final List<Entry> entries = new ArrayList<>();
    private String failure = "";

    Board(int nodes) {
        IntStream.range(0, nodes).forEach(i -> entries.add(new Entry()));
    }

    /** What a node said that has ended says nothing of the one that takes its place. */
    synchronized void forget(int node) {
        entries.set(node, new Entry());
    }

    /** Takes a line, without its {@code @}. */
    synchronized void heard(int node, String line) {
        Entry entry = entries.get(node);
        String[] words = line.split(" ", -1);
        switch (words[0]) {
            case "state" -> {
                int leader = Integer.parseInt(words[2]);
                if (leader != entry.leader) {
                    entry.leader = leader;
                    entry.since = Long.parseLong(words[1]);
                }
                entry.members = Integer.parseInt(words[3]);
            }
            case "led-from" -> entry.led.add(new Span(Long.parseLong(words[1]), Long.MAX_VALUE));
            case "led-to" -> {
                int last = entry.led.size() - 1;
                entry.led.set(last, new Span(entry.led.get(last).from(), Long.parseLong(words[1])));
            }
            default -> entry.answers.add(words);
        }
        notifyAll();
    }

    /** Nothing further can be expected; whoever waits is told. */
    synchronized void fail(String sentence) {
        if (failure.isEmpty()) {
            failure = sentence;
        }
        notifyAll();
    }

    /** The next answer of that node to begin with that word. */
    String[] answer(int node, String word, long deadline) {
        Queue<String[]> answers = answers(node);
        await(() -> !answers.isEmpty(), deadline, "node " + node + " answers '" + word + "'");
        synchronized (this) {
            String[] answer = answers.remove();
            if (!answer[0].equals(word)) {
                throw new BenchFailure(
                        "Node " + node + " answered '" + answer[0] + "' where '" + word + "' was expected.");
            }
            return answer;
        }
    }

    private synchronized Queue<String[]> answers(int node) {
        return entries.get(node).answers;
    }

    /** Waits until it is reached. {@code what} ends the sentence "It was not reached in time that …". */
    public synchronized void await(BooleanSupplier reached, long deadline, String what) {
        while (!reached.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (!failure.isEmpty()) {
                throw new BenchFailure(failure);
            }
            if (left <= 0) {
                throw new BenchFailure("It was not reached in time that " + what + ".");
            }
            pause(left);
        }
    }

    /** Waits while {@code holds}; whether it still did at the end. */
    public synchronized boolean holds(BooleanSupplier holds, long nanos) {
        long end = System.nanoTime() + nanos;
        while (holds.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (!failure.isEmpty()) {
                throw new BenchFailure(failure);
            }
            if (left <= 0) {
                return true;
            }
            pause(left);
        }
        return false;
    }

    /** Lets time pass in which the cluster does what it was told. */
    public void pass(long millis) {
        var unused = holds(() -> true, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, TimeUnit.MILLISECONDS.toNanos(1)));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("The bench was ended.");
        }
    }

    /** Whom that node names leader; -1 for nobody. */
    public synchronized int leader(int node) {
        return entries.get(node).leader;
    }

    public synchronized int members(int node) {
        return entries.get(node).members;
    }

    /** Since when it names that leader. */
    public synchronized long since(int node) {
        return entries.get(node).since;
    }

    /** The spans in which it believed to lead, in order. */
    public synchronized List<Span> led(int node) {
        return List.copyOf(entries.get(node).led);
    }

    /** Whether it believes to lead now. */
    public synchronized boolean leads(int node) {
        List<Span> led = entries.get(node).led;
        return !led.isEmpty() && led.get(led.size() - 1).isOpen();
    }

    /** Whether these nodes all name the same leader. */
    public synchronized boolean agree(List<Integer> nodes) {
        return leader(nodes.get(0)) >= 0 && nodes.stream().allMatch(node -> leader(node) == leader(nodes.get(0)));
    }
}
