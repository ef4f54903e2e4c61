package org.pastecluster.simulation.plant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pastecluster.simulation.HistoryResult;

/** Every planted bug is found, by the checker of the promise that it breaks; and in the same scenes correct nodes break none. */
class PlantedBugTest {

    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void isFoundAndIsTheOnlyThingWrong(PlantedBug bug) {
        long seed = 0;
        HistoryResult result;
        do {
            seed++;
            assertThat(bug.playCorrectly(seed))
                    .as("%s without the bug, seed %d", bug, seed)
                    .returns("", HistoryResult::how);
            result = bug.play(seed);
        } while (result.broken() == null && seed < bug.seeds());

        assertThat(result.broken())
                .as("%s, seed %d: %s", bug, seed, result.how())
                .isEqualTo(bug.promise());
    }
}
