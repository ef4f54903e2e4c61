package org.pastecluster.docs;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One bash that a person types into. {@code bin/node} and {@code bin/demo} run from this test's class path. */
final class Shell implements AutoCloseable {

    private static final String END = "-- end of what came out --";
    private static final long LONGEST_SECONDS = 120;

    private final Process bash;
    private final Writer in;
    private final BufferedReader out;

    Shell(Path directory) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash")
                .directory(directory.toFile())
                .redirectError(directory.resolve("stderr.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PASTECLUSTER_"));
        builder.environment().put("no_proxy", "127.0.0.1");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment()
                .put(
                        "NODE_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().put("NODE_CLASSES", classPath());
        bash = builder.start();
        in = bash.outputWriter(StandardCharsets.UTF_8);
        out = bash.inputReader(StandardCharsets.UTF_8);
        // In the background, where the shell is one of its own already, the node takes its place, so that signals reach
        // it.
        type("bin/node() { [ \"$BASHPID\" = \"$$\" ] && set -- \"\" \"$@\" || set -- exec \"$@\"; local how=$1; shift;"
                + " $how \"$NODE_JAVA\" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp \"$NODE_CLASSES\""
                + " org.pastecluster.server.node.NodeMain \"$@\"; }");
        type("bin/demo() { \"$NODE_JAVA\" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp \"$NODE_CLASSES\""
                + " org.pastecluster.demo.Demo \"$@\"; }");
    }

    private static String classPath() {
        String ofSurefire = System.getProperty("surefire.test.class.path");
        return ofSurefire == null ? System.getProperty("java.class.path") : ofSurefire;
    }

    /** Types a command and waits for its end; what it wrote to standard output, as lines. */
    List<String> type(String command) throws IOException {
        in.write(command + "\nprintf '\\n%s\\n' '" + END + "'\n");
        in.flush();
        CompletableFuture<List<String>> lines = CompletableFuture.supplyAsync(this::readToEnd);
        try {
            return lines.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError("'" + command + "' did not end within " + LONGEST_SECONDS + " s.", failed);
        }
    }

    private List<String> readToEnd() {
        List<String> lines = new ArrayList<>();
        try {
            for (String line = out.readLine(); !END.equals(line); line = out.readLine()) {
                if (line == null) {
                    throw new AssertionError("The shell has ended.");
                }
                lines.add(line);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        // Ours, or the end of a last line that had none.
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /** Waits until a file has a line with a text; the file may come into being meanwhile. */
    void await(String file, String text) throws IOException {
        List<String> came = type("touch " + file + "; grep -m 1 -c -F -e '" + text + "' < <(exec timeout "
                + LONGEST_SECONDS + " tail -n +1 -f " + file + ")");
        if (!came.equals(List.of("1"))) {
            throw new AssertionError(file + " has had no line with '" + text + "'.");
        }
    }

    static boolean hasPrograms(String... names) {
        List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator));
        return List.of(names).stream()
                .allMatch(name -> folders.stream().anyMatch(folder -> new File(folder, name).canExecute()));
    }

    @Override
    public void close() {
        bash.descendants().forEach(ProcessHandle::destroyForcibly);
        bash.destroyForcibly();
    }
}
