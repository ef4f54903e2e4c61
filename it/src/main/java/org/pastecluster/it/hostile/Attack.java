package org.pastecluster.it.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.pastecluster.it.record.HostileEntry;
import org.pastecluster.it.record.Journal;

/** All forms in turn, in an order of the seed, each against a node of the seed, until it is told to stop. */
final class Attack {

    private static final long BREAK_MILLIS = 200;

    private final List<Target> targets;
    private final List<Form> forms;
    private final SplittableRandom random;
    private final Journal<HostileEntry> journal;

    Attack(List<Target> targets, List<Form> forms, SplittableRandom random, Journal<HostileEntry> journal) {
        this.targets = List.copyOf(targets);
        this.forms = shuffled(forms, random);
        this.random = random;
        this.journal = journal;
    }

    private static List<Form> shuffled(List<Form> forms, SplittableRandom random) {
        List<Form> order = new ArrayList<>(forms);
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
        return List.copyOf(order);
    }

    /**
     * Small enough that two cores have time for the nodes, too.
     *
     * @param stop is down when the rest of patience is not to be had
     */
    static List<Form> forms(String secret, SplittableRandom random, CountDownLatch stop) {
        Duration patience = Duration.ofSeconds(2);
        Insider peer = new Insider(secret, random.nextLong(), patience);
        Insider stranger = new Insider("not-the-secret-of-this-cluster", random.nextLong(), patience);
        return List.of(
                new Halves(60, Duration.ofSeconds(12), stop),
                new Trickles(40, 60, Duration.ofMillis(100)),
                // Nodes of the bed have a web server of an application, with a small heap, and no bound of ours on its
                // connections.
                new Idlers(500, 10, peer, Duration.ofSeconds(10)),
                new HugeHeads(20, patience),
                new BadUpgrades(30, peer, stranger, patience),
                new GarbageFrames(10, peer, patience),
                new BadBodies(20, peer, stranger, patience),
                new Replays(10, peer, patience),
                new Garbage(30, patience),
                new Flood(500, 10, peer, Duration.ofSeconds(10)));
    }

    /**
     * Returns when {@code stop} is down, or after that time.
     *
     * @param begun run after the first volley
     */
    void run(CountDownLatch stop, Duration time, Runnable begun) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        Runnable next = begun;
        for (int i = 0; System.nanoTime() < end && !stop.await(BREAK_MILLIS, TimeUnit.MILLISECONDS); i++) {
            fire(forms.get(i % forms.size()), targets.get(random.nextInt(targets.size())));
            next.run();
            next = () -> {};
        }
    }

    /** One volley, and what came of it into the journal. */
    private void fire(Form form, Target target) {
        long begin = System.nanoTime();
        Tally tally = form.fire(target, random);
        long end = System.nanoTime();
        journal.write(new HostileEntry.Volley(begin, end, form.word(), target.host(), tally.sent(), tally.outcomes()));
        for (String what : tally.unexpected()) {
            journal.write(new HostileEntry.Unexpected(end, form.word(), target.host(), what));
        }
        if (tally.longestPeerWait() > 0) {
            journal.write(new HostileEntry.PeerWaited(end, form.word(), target.host(), tally.longestPeerWait()));
        }
    }
}
