package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pastecluster.it.judge.Run.News;
import org.pastecluster.it.record.Belief;

/**
 * P4: to every listener acquired and lost are told in turns, each pair of one leadership; and in time: at a process that goes on, and before a polite end.
 */
final class PairedNews implements Checker {

    private static final String NAME = "P4";
    private static final long SECOND = 1_000_000_000L;

    /** A slow listener takes what is told it one after another. */
    private static final long TELLING = 5 * SECOND;

    @Override
    public void check(Campaign campaign, Findings findings) {
        for (Run run : campaign.runs()) {
            Map<String, List<News>> told = new TreeMap<>();
            run.news()
                    .forEach(news -> told.computeIfAbsent(news.listener(), name -> new ArrayList<>())
                            .add(news));
            told.forEach((listener, news) -> inTurns(run, listener, news, findings));
            told.forEach((listener, news) -> atTheEnd(campaign, run, listener, news, findings));
            List<Beliefs.Tenure> tenures = run.beliefs().leaderships();
            for (int i = 0; i < tenures.size(); i++) {
                long after = i == 0 ? 0 : tenures.get(i - 1).lastToken();
                long before = i + 1 == tenures.size()
                        ? Long.MAX_VALUE
                        : tenures.get(i + 1).firstToken();
                for (String listener : List.of("prompt", "slow")) {
                    List<News> its = told.getOrDefault(listener, List.of()).stream()
                            .filter(news -> news.token() > after && news.token() < before)
                            .toList();
                    inTime(campaign, run, tenures.get(i), listener, its, findings);
                }
            }
        }
    }

    private static void inTurns(Run run, String listener, List<News> all, Findings findings) {
        long token = 0;
        boolean leading = false;
        for (News news : all) {
            findings.judged(NAME);
            String what = (news.acquired() ? "acquired" : "lost") + " of token " + news.token();
            if (news.acquired() == leading) {
                findings.broken(
                        NAME,
                        news.at(),
                        run + " told its listener '" + listener + "' " + what
                                + (leading ? " twice" : " of nothing that began"),
                        run.id());
            } else if (news.acquired() ? news.token() <= token : news.token() < token) {
                findings.broken(
                        NAME,
                        news.at(),
                        run + " told its listener '" + listener + "' " + what + " after token " + token,
                        run.id());
            }
            leading = news.acquired();
            token = Math.max(token, news.token());
        }
    }

    private static void atTheEnd(Campaign campaign, Run run, String listener, List<News> all, Findings findings) {
        News last = all.get(all.size() - 1);
        if (!run.endedPolitely() || !last.acquired()) {
            return;
        }
        if (campaign.stalls().within(last.at(), run.endedAt()) > SECOND / 2) {
            findings.notJudged(NAME, "the machine stood still while a node ended");
            return;
        }
        findings.judged(NAME);
        findings.broken(
                NAME,
                run.endedAt(),
                run + " ended politely and did not tell its listener '" + listener
                        + "' that it lost what it acquired at " + Times.seconds(last.at()),
                run.id());
    }

    /** What samples saw has to be told: its beginning, and its end if there was one. */
    private static void inTime(
            Campaign campaign, Run run, Beliefs.Tenure tenure, String listener, List<News> its, Findings findings) {
        boolean acquired = its.stream().anyMatch(News::acquired);
        expect(campaign, run, tenure.surelyFrom(), acquired, listener + "' that it acquired leadership", findings);
        if (endsWithin(run, tenure)) {
            boolean lost = its.stream().anyMatch(news -> !news.acquired());
            expect(campaign, run, tenure.surelyTo(), lost, listener + "' that it lost leadership", findings);
        }
    }

    private static boolean endsWithin(Run run, Beliefs.Tenure tenure) {
        List<Belief> all = run.beliefs().stretches();
        return all.get(all.size() - 1).firstBy() > tenure.surelyTo()
                && !all.get(all.size() - 1).leads();
    }

    private static void expect(Campaign campaign, Run run, long since, boolean told, String what, Findings findings) {
        long until = since + TELLING + campaign.stalls().within(since, since + TELLING);
        boolean stopped =
                campaign.pauses().of(run).stream().anyMatch(pause -> pause.to() > since && pause.from() < until);
        if (told) {
            findings.judged(NAME);
        } else if (stopped || run.livedUntil() < until) {
            findings.notJudged(NAME, "a node ended or was stopped before it can have told");
        } else {
            findings.judged(NAME);
            findings.broken(
                    NAME, until, run + " has not told its listener '" + what + " at " + Times.seconds(since), run.id());
        }
    }
}
