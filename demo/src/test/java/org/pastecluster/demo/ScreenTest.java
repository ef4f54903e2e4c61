package org.pastecluster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private static final String TABLE = "a table\nof two lines\n";
    private static final char ESCAPE = '\u001b';

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void elsewhere_than_on_a_terminal_it_is_plain_text() {
        try (Screen screen = new Screen(out, false, () -> TABLE)) {
            screen.say("It began.");
            screen.tell("It took 3 ms.");
            screen.show();
        }

        assertThat(shown()).doesNotContain("" + ESCAPE);
        assertThat(shown().lines()).containsExactly("It began.", "It took 3 ms.", "", "a table", "of two lines", "");
    }

    @Test
    void on_a_terminal_a_sentence_takes_the_place_of_the_table_which_stands_below_it_again() {
        try (Screen screen = new Screen(out, true, () -> TABLE)) {
            screen.say("It began.");
            bytes.reset();
            screen.say("It went on.");

            String cursorUpAndErase = ESCAPE + "[3A\r" + ESCAPE + "[J";
            assertThat(shown()).contains(cursorUpAndErase + "It went on.").contains("a table\nof two lines\n");
        }
    }

    @Test
    void rows_of_the_table_never_become_two_lines_of_a_narrow_terminal() {
        try (Screen screen = new Screen(out, true, () -> TABLE)) {
            screen.say("It began.");

            assertThat(shown()).contains(ESCAPE + "[?7l\n" + TABLE + ESCAPE + "[?7h");
        }
    }
}
