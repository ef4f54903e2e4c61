package org.pastecluster.simulation.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PLANTED.md tells of every bug, in the catalogue's order, with its rule, its promise and its number of seeds. */
class PlantedTableTest {

    private static final String ROW = "| `";

    @Test
    void tableIsTheCatalogue() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("PLANTED.md"))) {
            if (line.startsWith(ROW)) {
                List<String> cells =
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
                rows.add(List.of(cells.get(1), cells.get(3), cells.get(4), cells.get(5)));
            }
        }

        assertThat(rows)
                .isEqualTo(Arrays.stream(PlantedBug.values())
                        .map(bug -> List.of("`" + bug + "`", bug.rule(), bug.promise(), String.valueOf(bug.seeds())))
                        .toList());
    }
}
