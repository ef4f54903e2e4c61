package org.pastecluster.it.report;

import java.util.StringJoiner;
import org.pastecluster.it.judge.Durations;
import org.pastecluster.it.judge.Judgement;
import org.pastecluster.it.judge.KindFigures;
import org.pastecluster.it.judge.MessageFigures;
import org.pastecluster.it.judge.Totals;

/** A judgement as JSON, times in nanoseconds. */
public final class ChaosJson {

    private ChaosJson() {}

    public static String of(Judgement judgement) {
        Totals totals = judgement.totals();
        StringJoiner all = new StringJoiner(",", "{", "}\n");
        all.add("\"lasted\":" + totals.lasted());
        all.add("\"faults\":" + totals.faults());
        all.add("\"overlapping\":" + totals.overlapping());
        all.add("\"agreeing\":" + durations(totals.agreeing()));
        all.add("\"agreeingNet\":" + durations(totals.agreeingNet()));
        all.add("\"leaderless\":" + totals.leaderless());
        all.add("\"doubled\":" + totals.doubled());
        all.add("\"messages\":" + messages(totals.messages()));
        all.add("\"violations\":"
                + judgement.broken().values().stream()
                        .mapToLong(Integer::longValue)
                        .sum());
        StringJoiner kinds = new StringJoiner(",", "\"kinds\":{", "}");
        judgement.kinds().forEach(kind -> kinds.add("\"" + kind.kind() + "\":" + kind(kind)));
        return all.add(kinds.toString()).toString();
    }

    private static String kind(KindFigures kind) {
        return "{\"count\":" + kind.count() + ",\"seen\":" + kind.seen() + ",\"agreeing\":" + durations(kind.agreeing())
                + ",\"agreeingNet\":"
                + durations(kind.agreeingNet()) + ",\"leaderless\":" + kind.leaderless() + ",\"doubled\":"
                + kind.doubled() + ",\"messages\":" + messages(kind.messages()) + "}";
    }

    private static String durations(Durations all) {
        return "{\"count\":" + all.count() + ",\"p50\":" + all.p50() + ",\"p99\":" + all.p99() + ",\"max\":" + all.max()
                + "}";
    }

    private static String messages(MessageFigures all) {
        return "{\"accepted\":" + all.accepted() + ",\"delivered\":" + all.delivered() + ",\"failed\":" + all.failed()
                + ",\"refused\":" + all.refused() + ",\"unknown\":" + all.unknown() + ",\"lost\":" + all.lost()
                + ",\"duplicated\":" + all.duplicated() + "}";
    }
}
