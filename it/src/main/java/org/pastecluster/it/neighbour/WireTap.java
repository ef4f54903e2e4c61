package org.pastecluster.it.neighbour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.NeighbourEntry;

/**
 * Counts, second by second, what .NET nodes ask one of them: it reads what that one logs of its exchanges, through a pipe, for in a storm that is a hundred
 * megabytes a minute, with the token in every line. A thread of its own reads, from the start on, so that nobody who writes ever waits for long.
 */
public final class WireTap implements AutoCloseable {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int CHUNK = 1 << 16;

    private static final Pattern ASKED =
            Pattern.compile("\"path\": ?\"/api/cluster/(?:ask|health|join|vote|master|leave|remove)\"");
    private static final Pattern FROM = Pattern.compile("\"fromnode\": ?\"([^\"]*)\"");

    private final String host;
    private final Set<String> neighbours;
    private final Journal<NeighbourEntry> journal;
    private final Path path;
    private final FileChannel pipe;
    private final Thread thread;
    private final StringBuilder begun = new StringBuilder();
    private long second = System.nanoTime() / SECOND;
    private int requests;

    /**
     * Makes the pipe and reads it.
     *
     * @param path where nothing is yet; the pipe is deleted by {@link #close()}, or at the end of this JVM after its shutdown hooks
     * @param host the node that will write there
     * @param neighbours the hosts of all .NET nodes
     */
    public WireTap(Path path, String host, Collection<String> neighbours, Journal<NeighbourEntry> journal) {
        this.path = path;
        this.host = host;
        this.neighbours = Set.copyOf(neighbours);
        this.journal = journal;
        try {
            make(path);
            // Also where this JVM is interrupted: who reads all of a directory would wait at it for ever.
            path.toFile().deleteOnExit();
            // Open for writing, too, so that it does not end with each process that writes.
            this.pipe = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException failure) {
            throw new UncheckedIOException("The pipe " + path + " cannot be had.", failure);
        }
        this.thread = new Thread(this::read, "wire-tap");
        thread.setDaemon(true);
        thread.start();
    }

    private static void make(Path pipe) throws IOException {
        Process made = new ProcessBuilder("mkfifo", pipe.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!said.isEmpty()) {
            throw new IOException(said);
        }
    }

    private void read() {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        try {
            while (pipe.read(bytes) >= 0) {
                took(new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1));
                bytes.clear();
            }
        } catch (ClosedChannelException ended) {
            count(0);
        } catch (IOException failure) {
            throw new UncheckedIOException("What " + host + " logs cannot be read any more.", failure);
        }
    }

    private void took(String text) {
        int from = 0;
        int asked = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            String line = begun.append(text, from, end).toString();
            begun.setLength(0);
            asked += isAsked(line) ? 1 : 0;
            from = end + 1;
        }
        begun.append(text, from, text.length());
        count(asked);
    }

    private boolean isAsked(String line) {
        if (!ASKED.matcher(line).find()) {
            return false;
        }
        Matcher from = FROM.matcher(line);
        return from.find() && neighbours.contains(from.group(1));
    }

    private void count(int more) {
        long now = System.nanoTime() / SECOND;
        if (now != second) {
            write();
            second = now;
        }
        requests += more;
    }

    private void write() {
        if (requests > 0) {
            journal.write(new NeighbourEntry.Asked((second + 1) * SECOND, host, requests));
            requests = 0;
        }
    }

    @Override
    public void close() {
        try {
            pipe.close();
            thread.join();
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw new UncheckedIOException("The pipe of " + host + " cannot be closed.", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        write();
    }
}
