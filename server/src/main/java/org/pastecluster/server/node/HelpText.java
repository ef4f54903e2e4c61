package org.pastecluster.server.node;

import org.pastecluster.servlet.NodeSetting;

/** What {@code --help} prints. */
final class HelpText {

    private static final int COLUMN = 34;

    private HelpText() {}

    static String text() {
        StringBuilder text = new StringBuilder(4096);
        text.append("Runs one node of a cluster.\n\n")
                .append("  bin/node --host http://192.0.2.3:8080 --nodes 'http://192.0.2.3:8080;http://192.0.2.4:8080'")
                .append(" --secret-file secret.txt\n\n");
        for (NodeSetting setting : NodeSetting.values()) {
            line(text, setting.word(), setting.argument(), setting.meaning());
        }
        text.append('\n');
        for (ProgramOption option : ProgramOption.values()) {
            if (!option.meaning().isEmpty()) {
                line(text, option.word(), option.argument(), option.meaning());
            }
        }
        text.append(
                        "\nTIME is a number and ms, s, m or h. Each option is also an environment variable: --min-members is")
                .append(" PASTECLUSTER_MIN_MEMBERS; the command line wins. A secret on the command line is seen by")
                .append(" everybody who may list processes: prefer a file.\n\n")
                .append(
                        "Ends with 0 after SIGTERM or SIGINT, when it has left the cluster; 1 when the node cannot go on;")
                .append(
                        " 2 when it cannot start: an option is wrong, the port is in use, or --host does not lead to it.\n");
        return text.toString();
    }

    private static void line(StringBuilder text, String word, String argument, String meaning) {
        int start = text.length();
        text.append("  --").append(word).append(' ').append(argument).append("  ");
        while (text.length() - start < COLUMN) {
            text.append(' ');
        }
        text.append(meaning).append('\n');
    }
}
