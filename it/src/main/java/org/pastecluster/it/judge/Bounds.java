package org.pastecluster.it.judge;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.pastecluster.it.judge.Run.Heap;

/** P10: warnings a minute are bounded at every process, its heap after collections is flat, and so is the number of its threads. */
final class Bounds implements Checker {

    /** 20 a minute of the node, 10 of links that ended, and one a minute for each peer and kind. */
    static final int WARNINGS_A_MINUTE = 60;

    private static final String NAME = "P10";
    private static final long MINUTE = 60_000_000_000L;
    private static final long HEAP_MARGIN = 8 << 20;
    private static final int THREAD_MARGIN = 20;

    /** With fewer, a third is no median of anything. */
    private static final int LEAST_SAMPLES = 6;

    @Override
    public void check(Campaign campaign, Findings findings) {
        for (Run run : campaign.runs()) {
            warnings(campaign, run, findings);
            flat(run, findings);
        }
    }

    private static void warnings(Campaign campaign, Run run, Findings findings) {
        Deque<Long> minute = new ArrayDeque<>();
        boolean[] broken = {false};
        findings.judged(NAME);
        Logs.each(campaign, run, (at, line) -> {
            if (broken[0] || !Logs.isWarning(line)) {
                return;
            }
            minute.add(at);
            while (minute.element() < at - MINUTE) {
                minute.remove();
            }
            if (minute.size() > WARNINGS_A_MINUTE) {
                broken[0] = true;
                findings.broken(
                        NAME,
                        at,
                        run + " wrote " + minute.size() + " warnings within a minute, the last: " + line,
                        run.id());
            }
        });
    }

    private static void flat(Run run, Findings findings) {
        List<Heap> samples = run.heaps();
        if (samples.size() < LEAST_SAMPLES) {
            if (!samples.isEmpty()) {
                findings.notJudged(NAME, "a process lived too shortly to tell whether its heap is flat");
            }
            return;
        }
        findings.judged(NAME);
        int third = samples.size() / 3;
        List<Heap> first = samples.subList(0, third);
        List<Heap> last = samples.subList(samples.size() - third, samples.size());
        long bytes = bytes(last) - bytes(first);
        long threads = threads(last) - threads(first);
        if (bytes > HEAP_MARGIN || threads > THREAD_MARGIN) {
            findings.broken(
                    NAME,
                    samples.get(samples.size() - 1).at(),
                    run + " grows: its heap by " + (bytes >> 10) + " KiB, its threads by " + threads
                            + ", from the first third of " + samples.size() + " samples to the last",
                    run.id());
        }
    }

    /** The middle one, of two in the middle the smaller: what grows stays, and a sample may meet a flood of connections. */
    private static long bytes(List<Heap> some) {
        return some.stream()
                .mapToLong(Heap::bytes)
                .sorted()
                .skip((some.size() - 1) / 2)
                .findFirst()
                .orElse(0);
    }

    private static long threads(List<Heap> some) {
        return some.stream()
                .mapToLong(Heap::threads)
                .sorted()
                .skip((some.size() - 1) / 2)
                .findFirst()
                .orElse(0);
    }
}
