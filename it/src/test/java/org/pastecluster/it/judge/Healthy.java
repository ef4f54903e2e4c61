package org.pastecluster.it.judge;

import java.util.List;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.NodeEntry;

/**
 * A campaign in which every promise is kept, for tests that then break one. Three nodes; n1 leads. At 12 s n3 is killed and comes back; at 30 s n1 is stopped
 * for 6 s, and n2 leads after its lease; at 50 s n2 hands over to n1, in a calm; at 60 s all request threads of n3 are busy, at 65 s somebody hostile comes, both
 * in a calm as well; at 72 s everything is killed and started again, and n1 leads; the last calm is from 80 s to 130 s. Messages flow all the time.
 */
final class Healthy {

    static final long FIRST = 1_000;
    static final long SECOND = 1_001;
    static final long THIRD = 1_002;
    static final long AFTER_COLD = 2_000;
    static final long END = 130_000;

    private Healthy() {}

    static WrittenCampaign campaign() {
        WrittenCampaign all = new WrittenCampaign();
        all.lives("n1.1", 0, 72_000).lives("n2.1", 0, 72_000).lives("n3.1", 0, 12_000);
        all.leads("n1.1", FIRST, 2_000, 30_000).see(2_030, FIRST, 1, 1, "n1.1", "n2.1", "n3.1");
        calm(all, 3_000, 1);
        kill(all);
        pause(all);
        handOver(all);
        harmless(all);
        cold(all);
        messages(all);
        return all;
    }

    private static void calm(WrittenCampaign all, long at, int round) {
        all.bed(new BedEntry.Calm(WrittenCampaign.nanos(at), round));
    }

    static void began(WrittenCampaign all, long at, int fault, String kind, Integer... nodes) {
        all.bed(new BedEntry.Began(WrittenCampaign.nanos(at), fault, kind, List.of(nodes), ""));
    }

    static void over(WrittenCampaign all, long at, int fault) {
        all.bed(new BedEntry.Over(WrittenCampaign.nanos(at), fault));
    }

    private static void kill(WrittenCampaign all) {
        began(all, 12_000, 1, "KILL", 3);
        dies(all, 12_000, "n3.1");
        all.see(12_100, FIRST, 2, 1, "n1.1", "n2.1");
        all.lives("n3.2", 14_000, 72_000);
        over(all, 15_000, 1);
        all.see(15_300, FIRST, 3, 1, "n1.1", "n2.1", "n3.2");
        calm(all, 15_100, 2);
    }

    static void dies(WrittenCampaign all, long at, String run) {
        all.bed(new BedEntry.Killed(WrittenCampaign.nanos(at), WrittenCampaign.run(run)));
        all.bed(new BedEntry.Gone(WrittenCampaign.nanos(at + 40), WrittenCampaign.run(run)));
    }

    private static void pause(WrittenCampaign all) {
        began(all, 30_000, 2, "PAUSE_LEADER", 1);
        all.bed(new BedEntry.Stopped(WrittenCampaign.nanos(30_000), WrittenCampaign.run("n1.1")));
        all.standsStill("n1.1", 30_000, 36_000);
        all.leads("n2.1", SECOND, 33_400, 50_005).see(33_450, SECOND, 1, 2, "n2.1", "n3.2");
        all.bed(new BedEntry.Continued(WrittenCampaign.nanos(36_000), WrittenCampaign.run("n1.1")));
        over(all, 36_000, 2);
        all.leadsNoMore("n1.1", FIRST, 36_010);
        all.sees("n1.1", 36_012, FIRST, 9, 0, "n1.1");
        calm(all, 36_050, 3);
        all.see(36_300, SECOND, 2, 2, "n1.1", "n2.1", "n3.2");
    }

    private static void handOver(WrittenCampaign all) {
        began(all, 50_000, 3, "HAND_OVER", 2);
        all.leadsNoMore("n2.1", SECOND, 50_005);
        all.leads("n1.1", THIRD, 50_080, 72_000).see(50_090, THIRD, 1, 1, "n1.1", "n2.1", "n3.2");
        over(all, 51_000, 3);
        calm(all, 51_010, 4);
    }

    /** The hand-over is to a node that the bed has stopped, so that another one leads in its place. */
    static void handOverToFrozen(WrittenCampaign all, long leadsFrom) {
        all.withoutBed(entry -> entry instanceof BedEntry.Began began && began.fault() == 3);
        began(all, 50_000, 3, "HAND_OVER", 2, 3);
        all.bed(new BedEntry.Stopped(WrittenCampaign.nanos(50_010), WrittenCampaign.run("n3.2")))
                .bed(new BedEntry.Continued(WrittenCampaign.nanos(50_990), WrittenCampaign.run("n3.2")))
                .believes("n1.1", 50_000, leadsFrom, 0)
                .without("n1.1", entry -> entry instanceof NodeEntry.Acquired && WrittenCampaign.at(entry) == 50_082);
        for (String listener : List.of("prompt", "slow")) {
            all.node(
                    "n1.1",
                    new NodeEntry.Acquired(
                            WrittenCampaign.nanos(leadsFrom + 2), listener, THIRD, WrittenCampaign.token(THIRD)));
        }
    }

    private static void harmless(WrittenCampaign all) {
        began(all, 60_000, 4, "BUSY_THREADS", 3);
        all.node("n3.2", new NodeEntry.Busy(WrittenCampaign.nanos(60_010), 7, 8))
                .node("n3.2", new NodeEntry.Busy(WrittenCampaign.nanos(60_010), 8, 8))
                .node("n3.2", new NodeEntry.Busy(WrittenCampaign.nanos(63_990), 7, 8));
        over(all, 64_000, 4);
        began(all, 65_000, 5, "HOSTILE");
        all.volley(66_000);
        over(all, 70_000, 5);
    }

    private static void cold(WrittenCampaign all) {
        began(all, 72_000, 6, "ALL_COLD", 1, 2, 3);
        for (String run : List.of("n1.1", "n2.1", "n3.2")) {
            dies(all, 72_000, run);
        }
        all.lives("n1.2", 74_000, END + 1_000)
                .lives("n2.2", 74_000, END + 1_000)
                .lives("n3.3", 74_000, END + 1_000);
        over(all, 74_500, 6);
        all.leads("n1.2", AFTER_COLD, 76_000, END + 900).see(76_050, AFTER_COLD, 1, 1, "n1.2", "n2.2", "n3.3");
        calm(all, 80_000, 5);
        all.bed(new BedEntry.End(WrittenCampaign.nanos(END)));
        all.leadsNoMore("n1.2", AFTER_COLD, END + 900);
        for (String run : List.of("n1.2", "n2.2", "n3.3")) {
            all.node(run, new NodeEntry.Ended(WrittenCampaign.nanos(END + 1_000), "exit"));
        }
    }

    /** In the last calm nodes lose each other, a pair after the other, from 82 s to 129 s, which is longer than they may take to agree. */
    static void staysCut(WrittenCampaign all, String kind, List<List<Integer>> pairs) {
        began(all, 82_000, 9, kind, 1, 2, 3);
        for (List<Integer> pair : pairs) {
            cut(all, pair.get(0), pair.get(1));
            cut(all, pair.get(1), pair.get(0));
        }
        over(all, 129_000, 9);
    }

    private static void cut(WrittenCampaign all, int from, int to) {
        all.bed(new BedEntry.Cut(WrittenCampaign.nanos(82_000), from, to, "drop"))
                .bed(new BedEntry.Mended(WrittenCampaign.nanos(129_000), from, to, "drop"));
    }

    /** The first two have lost the third. */
    static void staysSplit(WrittenCampaign all) {
        staysCut(all, "SPLIT", List.of(List.of(1, 3), List.of(2, 3)));
        all.see(84_800, AFTER_COLD, 2, 1, "n1.2", "n2.2");
    }

    private static void messages(WrittenCampaign all) {
        stream(all, "n1.1", "n2.1", 4_000, 29_000);
        stream(all, "n2.1", "n1.1", 4_000, 29_000);
        stream(all, "n2.1", "n3.2", 16_000, 71_000);
        stream(all, "n3.2", "n2.1", 16_000, 71_000);
        stream(all, "n1.2", "n3.3", 77_000, END - 1_000);
        stream(all, "n2.2", "n1.2", 77_000, END - 1_000);
        stream(all, "n3.3", "n3.3", 77_000, END - 1_000);
    }

    private static void stream(WrittenCampaign all, String from, String to, long since, long until) {
        long number = 1;
        for (long at = since; at < until; at += 500) {
            all.message(at, from, "to-" + to, number++, to);
        }
    }
}
