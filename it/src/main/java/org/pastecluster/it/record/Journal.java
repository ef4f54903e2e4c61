package org.pastecluster.it.record;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A file of entries. An entry is with the kernel when {@link #write} returns, so that it outlives a SIGKILL of its process. Thread-safe.
 */
public final class Journal<E> implements AutoCloseable {

    private final Lines<E> lines;
    private final FileChannel file;

    /** Opens it, and adds to what is there. */
    public Journal(Path path, Lines<E> lines) {
        this.lines = lines;
        try {
            this.file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException("The journal " + path + " cannot be written.", failure);
        }
    }

    public void write(E entry) {
        ByteBuffer bytes = ByteBuffer.wrap((lines.write(entry) + '\n').getBytes(StandardCharsets.UTF_8));
        try {
            synchronized (file) {
                while (bytes.hasRemaining()) {
                    var unused = file.write(bytes);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("A journal cannot be written.", failure);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("A journal cannot be closed.", failure);
        }
    }

    /** All whole lines of a journal, in the order in which they were written. What a killed process began to write is left out. */
    public static <E> List<E> read(Path path, Lines<E> lines) {
        List<E> entries = new ArrayList<>();
        each(path, lines, entries::add);
        return entries;
    }

    /** As {@link #read}, one after another, for journals that would fill the memory. */
    public static <E> void each(Path path, Lines<E> lines, Consumer<E> taker) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
                BufferedReader reader = Files.newBufferedReader(path)) {
            boolean whole = endsLine(file);
            String line = reader.readLine();
            while (line != null) {
                String next = reader.readLine();
                if (next != null || whole) {
                    taker.accept(lines.read(line));
                }
                line = next;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The journal " + path + " cannot be read.", failure);
        }
    }

    private static boolean endsLine(RandomAccessFile file) throws IOException {
        if (file.length() == 0) {
            return true;
        }
        file.seek(file.length() - 1);
        return file.read() == '\n';
    }
}
