package org.pastecluster.it.judge;

import java.nio.file.Path;
import java.util.List;

/**
 * Judges a campaign by what its directory holds: {@code bed.journal}, and of each process its journal, its beliefs and its log. Nothing else is looked at, so that a
 * campaign can be judged again, and one that somebody spoiled on purpose as well.
 */
public final class Judge {

    private static final List<Checker> CHECKERS = List.of(
            new OneLeaderANumber(),
            new GrowingNumbers(),
            new NoZombie(),
            new NoEarlyHeir(),
            new PairedNews(),
            new Convergence(),
            new Stability(),
            new Deliveries(),
            new Verdicts(),
            new InPeace(),
            new NobodyLeftOut(),
            new NoStrangers(),
            new PlannedMoves(),
            new Bounds(),
            new SafeHosts(),
            new MixedVersions());

    private Judge() {}

    /**
     * Reads and judges a directory.
     *
     * @throws IllegalArgumentException when a line of a journal is none, quoting it
     */
    public static Judgement of(Path directory) {
        Campaign campaign = Reading.of(directory);
        Findings findings = new Findings();
        for (Checker checker : CHECKERS) {
            checker.check(campaign, findings);
        }
        Figures figures = new Figures(campaign, findings);
        return new Judgement(
                findings.violations(),
                findings.brokenCounts(),
                findings.judgedCounts(),
                findings.notJudgedCounts(),
                figures.kinds(),
                figures.totals());
    }
}
