package org.pastecluster.it.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A program that takes lines and says lines, in a lab's network or in none; signals reach the program itself, whatever stands before it in its command.
 * It ends with this process, also when it is stopped and this one is killed. What it says that begins with {@code @} is heard; all else goes into its log. Thread-safe.
 */
public final class NodeProcess {

    private record Waiting(String word, CompletableFuture<String> answer) {}

    private final String name;
    private final Process process;
    private final Writer commands;
    private final Thread reader;
    private final Path log;
    private final Consumer<String> heard;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<String, String> last = new HashMap<>();

    private NodeProcess(String name, Process process, Path log, Consumer<String> heard) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.heard = heard;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.reader = new Thread(this::read, "reader-" + name);
        reader.setDaemon(true);
    }

    /**
     * Starts it.
     *
     * @param name for people
     * @param command every word before the last {@code exec} has to be one that becomes what follows, as {@link Lab#inside} gives them
     * @param environment what is added to this process's own, of which a node's settings are left out
     * @param log gets what it writes; is made, or added to
     * @param heard is told each line that begins with {@code @}, without it, on a thread of this process's own
     */
    public static NodeProcess start(
            String name, List<String> command, Map<String, String> environment, Path log, Consumer<String> heard) {
        List<String> words = new ArrayList<>(List.of(Tools.get("setpriv"), "--pdeathsig", "KILL"));
        words.addAll(command);
        ProcessBuilder wanted = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        forgetSettings(wanted.environment());
        wanted.environment().putAll(environment);
        NodeProcess started = new NodeProcess(name, Spawner.start(wanted), log, heard);
        started.reader.start();
        return started;
    }

    /** Whoever calls may have some of a node of his own, which all of these would take for theirs. */
    static void forgetSettings(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("PASTECLUSTER_") || name.startsWith("CHAOS_"));
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                Writer file = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("@")) {
                    hear(line.substring(1));
                } else {
                    file.write(line + "\n");
                    file.flush();
                }
            }
        } catch (IOException | UncheckedIOException ended) {
            // As the end of its output.
        }
        FakeClock.tidy();
        synchronized (this) {
            waiting.forEach(one -> one.answer().cancel(false));
            waiting.clear();
        }
    }

    private void hear(String line) {
        synchronized (this) {
            String word = line.split(" ", 2)[0];
            last.put(word, line);
            waiting.stream().filter(one -> one.word().equals(word)).findFirst().ifPresent(one -> {
                waiting.remove(one);
                one.answer().complete(line);
            });
        }
        heard.accept(line);
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Writes a line to it. One that ended, or ends, takes none: that is no failure. */
    public void say(String line) {
        synchronized (commands) {
            try {
                commands.write(line);
                commands.write('\n');
                commands.flush();
            } catch (IOException ended) {
                // Whoever wants to know asks whether it lives.
            }
        }
    }

    /** It hears that nothing more will be said to it. */
    public void endInput() {
        synchronized (commands) {
            try {
                commands.close();
            } catch (IOException ended) {
                // As it wished.
            }
        }
    }

    /** Says a line and waits for the next answer that begins with that word; nothing if it has not come in time, or it ended. */
    public Optional<String> ask(String line, String word, Duration limit) {
        Waiting one = new Waiting(word, new CompletableFuture<>());
        synchronized (this) {
            waiting.add(one);
        }
        say(line);
        return answer(one, limit);
    }

    /** The last line that began with that word, or the first one, which is waited for; nothing if none has come in time, or it ended. */
    public Optional<String> await(String word, Duration limit) {
        Waiting one = new Waiting(word, new CompletableFuture<>());
        synchronized (this) {
            String line = last.get(word);
            if (line != null) {
                return Optional.of(line);
            }
            waiting.add(one);
        }
        return answer(one, limit);
    }

    private Optional<String> answer(Waiting one, Duration limit) {
        if (!reader.isAlive()) {
            one.answer().cancel(false);
        }
        try {
            return Optional.of(one.answer().get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException | CancellationException none) {
            return Optional.empty();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new LabFailure("The bed was ended.");
        } finally {
            synchronized (this) {
                waiting.remove(one);
            }
        }
    }

    /** SIGKILL; a stopped process ends too. */
    public void kill() {
        signalled(ProcessHandle::destroyForcibly);
    }

    /** SIGTERM; a stopped process gets it when it goes on. */
    public void terminate() {
        signalled(ProcessHandle::destroy);
    }

    /** By the handle: {@link Process#destroy} would also close its streams, and what it says last would be lost. */
    private void signalled(Predicate<ProcessHandle> signal) {
        var unused = signal.test(process.toHandle());
    }

    /** SIGSTOP; returns when it was sent. */
    public void stop() {
        signal("STOP");
    }

    /** SIGCONT; returns when it was sent. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        if (!process.isAlive()) {
            return;
        }
        String trouble = Shell.attempt("sh", "-c", "kill -" + signal + " " + pid());
        if (!trouble.isEmpty() && process.isAlive()) {
            throw new LabFailure("SIG" + signal + " of " + name + ": " + trouble);
        }
    }

    /** Waits for its end, and until what it said last was heard; whether that came in time. */
    public boolean awaitEnd(Duration limit) {
        try {
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            reader.join(Math.max(1, limit.toMillis()));
            return !reader.isAlive();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
