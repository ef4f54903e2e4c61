package org.pastecluster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * Random histories keep every promise: some that are the same in every build, and some that nobody has played yet. What breaks a promise
 * is told with the command that plays it again.
 */
class SeedsTest {

    private static final String FIXED = "300";
    private static final String FRESH = "10";

    @Test
    void theHistoriesOfEveryBuildKeepTheirPromises() throws InterruptedException {
        play("--from", "1", "--seeds", FIXED);
    }

    @Test
    void historiesThatNobodyHasPlayedYetKeepTheirPromises() throws InterruptedException {
        String drawn = Long.toString(System.currentTimeMillis() * 1000);

        play("--from", drawn, "--seeds", FRESH);
    }

    private static void play(String... words) throws InterruptedException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int status = new Campaign(Arguments.read(words), new PrintStream(told, true, StandardCharsets.UTF_8)).run();

        String story = told.toString(StandardCharsets.UTF_8);
        System.out.println("SeedsTest " + String.join(" ", words) + ": " + lastLine(story));
        assertThat(status).as(story).isZero();
    }

    private static String lastLine(String story) {
        return story.lines().reduce("", (before, line) -> line);
    }
}
