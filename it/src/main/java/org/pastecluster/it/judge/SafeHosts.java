package org.pastecluster.it.judge;

/** P11: no process ends but by a signal of the bed, or because it was asked to; and what goes on in it goes on until then. */
final class SafeHosts implements Checker {

    private static final String NAME = "P11";

    @Override
    public void check(Campaign campaign, Findings findings) {
        for (Run run : campaign.runs()) {
            findings.judged(NAME);
            boolean wanted = run.killedAt() != Run.NEVER
                    || run.terminatedAt() != Run.NEVER
                    || run.ending().equals("exit");
            if (!run.ending().isEmpty() && !run.endedPolitely() && !run.ending().equals("standard input ended")) {
                findings.broken(NAME, run.endedAt(), run + " ended by itself: " + run.ending(), run.id());
            } else if (run.goneAt() < campaign.end() && !wanted) {
                findings.broken(
                        NAME,
                        run.goneAt(),
                        run + " ended by itself, and nobody had told it to; its log may say why",
                        run.id());
            }
        }
    }
}
