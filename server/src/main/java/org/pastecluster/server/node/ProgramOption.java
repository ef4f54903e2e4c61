package org.pastecluster.server.node;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The options of the program itself, besides those of {@link org.pastecluster.servlet.NodeSetting}. */
enum ProgramOption {
    BIND("ADDRESS", "where to listen: ADDRESS, ADDRESS:PORT or :PORT; by default as the URL of --host says"),
    EVENTS("true|false", "print one JSON object a line for what happens; false"),
    STATUS_EVERY("TIME", "with --events: print a line 'status' this often; never"),
    QUIET("true|false", "print nothing; false"),
    /** Records when this process believed itself leader, for who compares processes. */
    SAMPLE("FILE", ""),
    /** Runs two nodes for a moment, so that a class-data archive can be made of what they loaded. */
    REHEARSE("true|false", ""),
    HELP("true|false", "print this");

    private static final ProgramOption[] ALL = values();

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String argument;
    private final String meaning;

    ProgramOption(String argument, String meaning) {
        this.argument = argument;
        this.meaning = meaning;
    }

    String word() {
        return word;
    }

    String argument() {
        return argument;
    }

    /** Empty for those that are not for users. */
    String meaning() {
        return meaning;
    }

    static @Nullable ProgramOption of(String word) {
        for (ProgramOption option : ALL) {
            if (option.word.equals(word)) {
                return option;
            }
        }
        return null;
    }
}
