package org.pastecluster.bench.soak;

/**
 * What somebody wrote on the command line.
 *
 * @param minutes how long
 * @param nodes how many nodes
 * @param json the file that gets the figures; empty for none
 * @param help whether only to tell the options
 */
record SoakOptions(int minutes, int nodes, String json, boolean help) {

    static final String HELP = """
            bin/soak [--minutes N] [--nodes N] [--json FILE]

            A cluster at full speed whose nodes are killed, started again and frozen. Every message is accounted for, and the heap must stay flat.
            Ends with 1 and a sentence if something is not as it must be.

              --minutes N   how long, 1 to 1440; 10
              --nodes N     how many nodes, 2 to 8; 3. The first one is never killed, only frozen, so that its heap tells of all the time
              --json FILE   write the figures into that file, too
            """;

    private static final int USUAL_MINUTES = 10;
    private static final int MOST_MINUTES = 1_440;
    private static final int USUAL_NODES = 3;
    private static final int MOST_NODES = 8;

    /** Throws an {@link IllegalArgumentException} with one sentence that names what is wrong. */
    static SoakOptions read(String[] words) {
        SoakOptions options = new SoakOptions(USUAL_MINUTES, USUAL_NODES, "", false);
        for (int i = 0; i < words.length; i++) {
            String option = words[i];
            switch (option) {
                case "--minutes" -> options = options.withMinutes(number(words, i++, 1, MOST_MINUTES));
                case "--nodes" -> options = options.withNodes(number(words, i++, 2, MOST_NODES));
                case "--json" ->
                    options = new SoakOptions(options.minutes, options.nodes, value(words, i++), options.help);
                case "--help" -> options = new SoakOptions(options.minutes, options.nodes, options.json, true);
                default ->
                    throw new IllegalArgumentException("There is no option '" + option + "'; --help lists them all.");
            }
        }
        return options;
    }

    private SoakOptions withMinutes(int value) {
        return new SoakOptions(value, nodes, json, help);
    }

    private SoakOptions withNodes(int value) {
        return new SoakOptions(minutes, value, json, help);
    }

    private static String value(String[] words, int at) {
        if (at + 1 >= words.length) {
            throw new IllegalArgumentException(words[at] + " has no value.");
        }
        return words[at + 1];
    }

    private static int number(String[] words, int at, int least, int most) {
        String text = value(words, at);
        if (text.matches("\\d{1,4}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException(
                words[at] + " is '" + text + "'; write a number from " + least + " to " + most + ".");
    }
}
