package org.pastecluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class CampaignDirectoryTest {

    private static final long SEED = 8_234_567;

    @Test
    void it_is_empty_and_one_campaigns_at_a_time() throws IOException {
        try (CampaignDirectory first = new CampaignDirectory(SEED)) {
            Files.writeString(first.path().resolve("bed.journal"), "of the last campaign");

            assertThatThrownBy(() -> new CampaignDirectory(SEED))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("give another --seed");
            assertThat(first.path()).isNotEmptyDirectory();
        }

        try (CampaignDirectory second = new CampaignDirectory(SEED)) {
            assertThat(second.path()).isEmptyDirectory();
        }
    }
}
