package org.pastecluster.it.judge;

import java.util.Comparator;
import java.util.List;
import org.pastecluster.it.judge.Run.News;
import org.pastecluster.it.judge.Run.Seen;
import org.pastecluster.it.record.Belief;

/**
 * P2: numbers, tokens and views only grow at a process; and when all were gone and others are started, these lead with higher numbers,
 * unless a founder's clock is behind the highest number used: numbers begin with what the clock of a node shows when it starts.
 */
final class GrowingNumbers implements Checker {

    private static final String NAME = "P2";

    @Override
    public void check(Campaign campaign, Findings findings) {
        for (Run run : campaign.runs()) {
            views(run, findings);
            tokens(run, findings);
            news(run, findings);
        }
        restarts(campaign, findings);
    }

    private static void views(Run run, Findings findings) {
        long number = 0;
        long version = 0;
        for (Seen view : run.views()) {
            findings.judged(NAME);
            if (view.number() != 0
                    && (view.number() < number || (view.number() == number && view.version() < version))) {
                findings.broken(
                        NAME,
                        view.at(),
                        run + " shows view " + view.number() + "." + view.version() + " after " + number + "."
                                + version,
                        run.id());
            }
            if (view.number() >= number) {
                number = view.number();
                version = view.version();
            }
        }
    }

    private static void tokens(Run run, Findings findings) {
        long highest = 0;
        for (Belief belief : run.beliefs().stretches()) {
            if (!belief.leads()) {
                continue;
            }
            findings.judged(NAME);
            if (belief.token() < highest) {
                findings.broken(
                        NAME,
                        belief.firstBy(),
                        run + " leads with token " + belief.token() + " after " + highest,
                        run.id());
            }
            highest = Math.max(highest, belief.token());
        }
    }

    /** A leader may be outbid in place between two readings, so that its token is of a higher number; never of a lower one. */
    private static void news(Run run, Findings findings) {
        for (News news : run.news()) {
            findings.judged(NAME);
            if (Beliefs.number(news.token()) < news.number()) {
                findings.broken(
                        NAME,
                        news.at(),
                        run + " was told of number " + news.number() + " and of token " + news.token()
                                + ", which is of number " + Beliefs.number(news.token()),
                        run.id());
            }
        }
    }

    private static void restarts(Campaign campaign, Findings findings) {
        List<Run> all = campaign.runs().stream()
                .sorted(Comparator.comparingLong(Run::startedAt))
                .toList();
        long goneBy = Long.MIN_VALUE;
        long highest = 0;
        long before = 0;
        for (Run run : all) {
            if (run.startedAt() > goneBy && goneBy != Long.MIN_VALUE) {
                before = highest;
            }
            judge(run, before, findings);
            for (Belief belief : run.beliefs().stretches()) {
                highest = Math.max(highest, Beliefs.number(belief.token()));
            }
            goneBy = Math.max(goneBy, Math.min(run.killedAt(), run.goneAt()));
        }
    }

    private static void judge(Run run, long before, Findings findings) {
        if (before == 0 || run.beliefs().tenures().isEmpty()) {
            return;
        }
        Beliefs.Tenure first = run.beliefs().tenures().get(0);
        if (first.number() > before) {
            findings.judged(NAME);
        } else if (isBehind(run, before, first.surelyFrom())) {
            findings.notJudged(
                    NAME, "everything was restarted, and a founder's clock was behind the highest number used");
        } else {
            findings.judged(NAME);
            findings.broken(
                    NAME,
                    first.surelyFrom(),
                    run + " leads with number " + first.number() + " though " + before
                            + " was used before everything was restarted, and its own clock was beyond that, or it had"
                            + " seen a higher one",
                    run.id());
        }
    }

    /** Whether it can't have known better: by its own clock, and by what it had seen. */
    private static boolean isBehind(Run run, long before, long time) {
        return run.wall() <= before
                && run.views().stream().noneMatch(view -> view.at() < time && view.number() > before);
    }
}
