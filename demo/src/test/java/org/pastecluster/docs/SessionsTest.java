package org.pastecluster.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.http.wire.Operation;

/** What the README shows of a shell is what a shell shows; {@code -Ddocs.renew} writes down what came out, there too. */
class SessionsTest {

    private static final Path ROOT = Path.of("..");
    private static final String SESSIONS = "demo/src/test/resources/org/pastecluster/docs/";
    private static final String HTTP = SESSIONS + "http.console";
    private static final String DEMO = SESSIONS + "demo.console";
    private static final String TYPED = "$ ";
    private static final Pattern PORT = Pattern.compile("\\b150[123]\\b");

    /** What is another one at each run: incarnations, tokens, times, numbers, versions. */
    private static final List<Pattern> CHANGING = List.of(
            Pattern.compile("\\b[0-9a-f]{16}\\b"),
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"),
            Pattern.compile("(?<=\"(version|monotonicNs)\":)\\d+"),
            Pattern.compile("\\b\\d{13,19}\\b"),
            Pattern.compile("\\b\\d+(?= ms\\b)"));

    @TempDir
    private Path directory;

    /** What is another one at each run of the demo, besides: who leads. */
    private static final List<Pattern> CHANGING_IN_DEMO = List.of(
            Pattern.compile("(http://)?127\\.0\\.0\\.1:\\d+|(?<= )-(?= )"),
            Pattern.compile("\\b(following|LEADING|killed|frozen|left)\\b(?= )"),
            Pattern.compile("\\d+"),
            Pattern.compile("(?<=\\S) +"));

    @Test
    void a_shell_shows_what_is_written() throws IOException {
        assumeTrue(
                Shell.hasPrograms("bash", "curl", "openssl", "tail", "timeout", "grep"),
                "needs bash, curl, openssl, tail, timeout and grep");

        check(HTTP, CHANGING);
    }

    @Test
    void the_demo_shows_what_is_written() throws IOException {
        assumeTrue(Shell.hasPrograms("bash", "kill"), "needs bash and kill");

        check(DEMO, CHANGING_IN_DEMO);
    }

    private void check(String session, List<Pattern> changing) throws IOException {
        List<String> written = Files.readAllLines(ROOT.resolve(session));

        List<String> real = play(written);

        if (System.getProperty("docs.renew") != null) {
            Files.write(ROOT.resolve(session), real);
            new Document("README.md").renew();
            new Document("README.zh-CN.md").renew();
            written = real;
        }
        assertThat(steady(written, changing))
                .as("%s; -Ddocs.renew writes it anew", session)
                .isEqualTo(steady(real, changing));
    }

    @Test
    void every_path_is_shown() throws IOException {
        String session = Files.readString(ROOT.resolve(HTTP));

        assertThat(Operation.values())
                .filteredOn(operation -> operation != Operation.EXCHANGE && operation != Operation.LINK)
                .allSatisfy(operation -> assertThat(session).contains("$url/" + operation.word()));
    }

    /** The session with what really came out below each command. */
    private List<String> play(List<String> written) throws IOException {
        Map<String, String> ports = new LinkedHashMap<>();
        for (String port : List.of("1501", "1502", "1503")) {
            ports.put(port, Integer.toString(FreePort.find()));
        }
        List<String> real = new ArrayList<>();
        try (Shell shell = new Shell(directory)) {
            boolean isAnswer = false;
            for (String line : written) {
                if (line.startsWith(TYPED)) {
                    real.add(line);
                    shell.type(changed(line.substring(TYPED.length()), ports)).stream()
                            .map(answer -> changedBack(answer, ports))
                            .forEach(real::add);
                    isAnswer = true;
                } else if (line.startsWith("#") || (line.isBlank() && !isAnswer)) {
                    isAnswer = false;
                    direct(shell, line, ports);
                    real.add(line);
                } else {
                    assertThat(isAnswer).as("'%s' belongs to a command", line).isTrue();
                }
            }
        }
        return real;
    }

    private static void direct(Shell shell, String line, Map<String, String> ports) throws IOException {
        if (line.startsWith("#! await ")) {
            String[] words = line.split(" ", 4);
            shell.await(changed(words[2], ports), changed(words[3], ports));
        } else if (line.startsWith("#! source ")) {
            String[] words = line.split(" ", 4);
            String text = Files.readString(ROOT.resolve(words[2]));
            String below = text.substring(text.indexOf(words[3]));
            int begin = below.indexOf("```bash\n") + "```bash\n".length();
            assertThat(shell.type(below.substring(begin, below.indexOf("\n```", begin))))
                    .isEmpty();
        }
    }

    /** The ports of the documents may be in use on this machine. */
    private static String changed(String command, Map<String, String> ports) {
        return PORT.matcher(command).replaceAll(port -> ports.getOrDefault(port.group(), port.group()));
    }

    private static String changedBack(String answer, Map<String, String> ports) {
        String back = answer;
        for (Map.Entry<String, String> port : ports.entrySet()) {
            back = back.replace("127.0.0.1:" + port.getValue(), "127.0.0.1:" + port.getKey());
        }
        return back;
    }

    private static List<String> steady(List<String> lines, List<Pattern> changing) {
        return lines.stream()
                .map(line -> {
                    String steady = line;
                    for (Pattern each : changing) {
                        steady = each.matcher(steady).replaceAll("0");
                    }
                    return steady;
                })
                .toList();
    }
}
