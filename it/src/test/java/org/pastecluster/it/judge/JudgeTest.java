package org.pastecluster.it.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {

    @TempDir
    private Path directory;

    @Test
    void a_campaign_in_which_every_promise_is_kept_is_clean_and_each_was_judged() {
        Judgement judgement = Healthy.campaign().judged(directory);
        assertThat(judgement.violations()).isEmpty();
        assertThat(judgement.isClean()).isTrue();
        assertThat(judgement.judged().keySet())
                .containsAll(List.of("P1", "P2", "P3", "P3b", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11"));
        assertThat(judgement.totals().emptyPhases()).isEmpty();
    }
}
