package org.pastecluster.demo;

/**
 * What somebody wrote on the demo's command line.
 *
 * @param nodes how many nodes to start; 2 to 9
 * @param stay whether the cluster goes on running afterwards
 * @param json whether the last line is a JSON object
 * @param live whether standard output is a terminal that can be painted on
 * @param program the program that runs a node; empty for the class path that the demo runs from
 * @param help whether only to tell the options
 */
record DemoOptions(int nodes, boolean stay, boolean json, boolean live, String program, boolean help) {

    static final String HELP = """
            bin/demo [--nodes N] [--stay] [--json]

              --nodes N   how many nodes to start, 2 to 9; 3
              --stay      keep the cluster running afterwards, and tell how to look at it
              --json      end the story with one line that is a JSON object of what was measured
            """;

    static DemoOptions read(String[] arguments) {
        int nodes = 3;
        boolean stay = false;
        boolean json = false;
        boolean live = false;
        boolean help = false;
        String program = "";
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--nodes" -> nodes = number(valueAt(arguments, ++i));
                case "--stay" -> stay = true;
                case "--json" -> json = true;
                case "--live" -> live = true;
                case "--help" -> help = true;
                case "--program" -> program = valueAt(arguments, ++i);
                default ->
                    throw new IllegalArgumentException(
                            "There is no option '" + arguments[i] + "'; --help lists them all.");
            }
        }
        return new DemoOptions(nodes, stay, json, live, program, help);
    }

    private static String valueAt(String[] arguments, int index) {
        if (index >= arguments.length) {
            throw new IllegalArgumentException(arguments[index - 1] + " has no value.");
        }
        return arguments[index];
    }

    private static int number(String text) {
        if (text.length() == 1 && text.charAt(0) >= '2' && text.charAt(0) <= '9') {
            return text.charAt(0) - '0';
        }
        throw new IllegalArgumentException("--nodes is '" + text + "'; write a number from 2 to 9.");
    }
}
