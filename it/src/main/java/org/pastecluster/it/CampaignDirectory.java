package org.pastecluster.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where all of a campaign is written, {@code target/chaos/SEED}: empty at first, and one campaign's at a time. */
final class CampaignDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    /** Throws an {@link IllegalArgumentException} while another campaign of that seed writes there. */
    CampaignDirectory(long seed) {
        path = Path.of(System.getProperty("pastecluster.target", "target"), "chaos", Long.toString(seed));
        try {
            lock = locked();
            empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("The directory " + path + " cannot be had.", failure);
        }
    }

    private FileChannel locked() throws IOException {
        Path file = path.resolveSibling(path.getFileName() + ".lock");
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isOurs(channel)) {
            channel.close();
            throw new IllegalArgumentException(
                    "Another bed is writing into " + path + "; wait for its end, or give another --seed.");
        }
        return channel;
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    private void empty() throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> old = Files.walk(path)) {
                List<Path> deepestFirst = old.sorted(Comparator.reverseOrder()).toList();
                for (Path each : deepestFirst) {
                    Files.delete(each);
                }
            }
        }
        Files.createDirectories(path);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("The lock of " + path + " cannot be given back.", failure);
        }
    }
}
