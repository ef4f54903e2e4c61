package org.pastecluster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random histories keep every promise: some that are the same in every build, and some that nobody has played yet. What breaks a promise
 * is told with the command that plays it again.
 */
class SeedsTest {

    /** {@code -Dpastecluster.simulation.fixed} plays fewer or more. */
    private static final String FIXED = System.getProperty("pastecluster.simulation.fixed", "100");

    /** {@code -Dpastecluster.simulation.fresh} plays fewer or more. */
    private static final String FRESH = System.getProperty("pastecluster.simulation.fresh", "40");

    private static final String JOBS =
            Integer.toString(Math.min(4, Runtime.getRuntime().availableProcessors()));

    @Test
    void theHistoriesOfEveryBuildKeepTheirPromises() throws InterruptedException {
        play("--from", "1", "--seeds", FIXED);
    }

    @Test
    void historiesThatNobodyHasPlayedYetKeepTheirPromises() throws InterruptedException {
        String drawn = Long.toString(System.currentTimeMillis() * 1000);

        play("--from", drawn, "--seeds", FRESH);
    }

    /** They are other histories now, as the protocol has changed since; what they were drawn with breaks promises easily. */
    @ParameterizedTest
    @CsvSource({
        "80419, 5",
        "2179, 7",
        "4877, 7",
        "4953, 2",
        "5568, 3",
        "5571, 5",
        "9057, 5",
        "13517, 7",
        "16119, 7",
        "17450, 2",
        "22835, 7",
        "26339, 2",
        "28667, 50",
        "37779, 5",
        "39098, 2",
        "41914, 5",
        "44732, 3",
        "46189, 5",
        "48130, 5",
        "51277, 5",
        "58384, 3",
        "100101, 1",
        "103143, 3",
        "103189, 5",
        "113753, 1",
        "218278, 5",
        "315507, 5",
        "317385, 5",
        "520520, 3",
        "523027, 5",
        "900233, 5",
        "902280, 3",
        "906732, 7",
        "4, 5",
        "8, 7",
        "14, 3",
        "52, 2",
        "144, 5",
        "20066, 5"
    })
    void historiesThatBrokeAPromiseOnceKeepThem(String seed, String nodes) throws InterruptedException {
        play("--from", seed, "--seeds", "1", "--nodes", nodes);
    }

    private static void play(String... which) throws InterruptedException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        String[] words =
                Stream.concat(Stream.of(which), Stream.of("--jobs", JOBS)).toArray(String[]::new);
        int status = new Campaign(
                        Arguments.read(words), Swarm.PLAIN, new PrintStream(told, true, StandardCharsets.UTF_8))
                .run();

        String story = told.toString(StandardCharsets.UTF_8);
        System.out.println("SeedsTest " + String.join(" ", words) + ": " + lastLine(story));
        assertThat(status).as(story).isZero();
    }

    private static String lastLine(String story) {
        return story.lines().reduce("", (before, line) -> line);
    }
}
