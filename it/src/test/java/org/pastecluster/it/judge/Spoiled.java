package org.pastecluster.it.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A healthy campaign, in which a test spoils one thing. */
abstract class Spoiled {

    final WrittenCampaign campaign = Healthy.campaign();

    @TempDir
    Path directory;

    void expect(String promise, String node, String... words) {
        Judgement judgement = campaign.judged(directory);
        assertThat(judgement.violations()).as("all: %s", judgement.violations()).anySatisfy(violation -> {
            assertThat(violation.promise()).isEqualTo(promise);
            assertThat(violation.nodes()).contains(node);
            assertThat(violation.sentence()).contains(words);
        });
        assertThat(judgement.broken()).containsKey(promise);
        assertThat(judgement.isClean()).isFalse();
    }

    void expectOnly(String promise, String node, String... words) {
        expect(promise, node, words);
        assertThat(Judge.of(directory).broken().keySet()).containsExactly(promise);
    }
}
