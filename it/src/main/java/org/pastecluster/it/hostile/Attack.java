package org.pastecluster.it.hostile;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.pastecluster.it.record.HostileEntry;
import org.pastecluster.it.record.Journal;

/** One form after another against one node after another, as the seed says, until it is told to stop. */
final class Attack {

    private static final long BREAK_MILLIS = 200;

    private final List<Target> targets;
    private final List<Form> forms;
    private final SplittableRandom random;
    private final Journal<HostileEntry> journal;

    Attack(List<Target> targets, List<Form> forms, SplittableRandom random, Journal<HostileEntry> journal) {
        this.targets = List.copyOf(targets);
        this.forms = List.copyOf(forms);
        this.random = random;
        this.journal = journal;
    }

    /** Small enough that two cores have time for the nodes, too. */
    static List<Form> forms(String secret, SplittableRandom random) {
        Insider peer = new Insider(secret, random.nextLong());
        Insider stranger = new Insider("not-the-secret-of-this-cluster", random.nextLong());
        return List.of(
                new Halves(60, Duration.ofSeconds(12)),
                new Trickles(40, 60, Duration.ofMillis(100)),
                new HugeHeads(20),
                new BadUpgrades(30, peer, stranger),
                new GarbageFrames(10, peer),
                new BadBodies(20, peer, stranger),
                new Replays(10, peer),
                new Garbage(30),
                new Flood(500, 10, peer));
    }

    /**
     * Returns when {@code stop} is down, or after that time.
     *
     * @param begun run after the first volley
     */
    void run(CountDownLatch stop, Duration time, Runnable begun) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        Runnable next = begun;
        while (System.nanoTime() < end && !stop.await(BREAK_MILLIS, TimeUnit.MILLISECONDS)) {
            fire(forms.get(random.nextInt(forms.size())), targets.get(random.nextInt(targets.size())));
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
