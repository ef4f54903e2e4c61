package org.pastecluster.it.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

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
        try {
            String text = Files.readString(path);
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(lines::read)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("The journal " + path + " cannot be read.", failure);
        }
    }
}
