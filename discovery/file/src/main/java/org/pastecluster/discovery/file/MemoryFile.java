package org.pastecluster.discovery.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The file on the disk: at every moment, also when the machine loses its power, the old one as a whole or the new one. Who writes holds a
 * lock on an empty file beside it, so that two processes never write the same one. Not thread-safe.
 */
final class MemoryFile {

    /** Of this process: on many systems closing one channel ends the locks that the process has by others. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private static final int MOST_BYTES = 1 << 20;

    private final Path path;
    private final Path folder;
    private final Path draft;
    private final Path lockPath;
    private @Nullable FileChannel lock;

    MemoryFile(Path path) {
        this.path = path.toAbsolutePath();
        Path parent = this.path.getParent();
        this.folder = parent == null ? this.path : parent;
        this.draft = folder.resolve(this.path.getFileName() + "." + UUID.randomUUID() + ".tmp");
        this.lockPath = folder.resolve(this.path.getFileName() + ".lock");
    }

    Path path() {
        return path;
    }

    /** Where it lies. */
    Path folder() {
        return folder;
    }

    /**
     * Its lines, none where there is no file yet; bytes that are no text come as signs that no entry has. Of a file that is longer than any
     * that a node writes, the beginning.
     */
    List<String> lines() throws IOException {
        try (var in = Files.newInputStream(path)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (NoSuchFileException notYet) {
            return List.of();
        }
    }

    /**
     * Takes the lock, unless it is held already.
     *
     * @throws IOException when somebody else has it, or it cannot be had
     */
    void lock() throws IOException {
        if (lock != null) {
            return;
        }
        if (!HELD.add(lockPath)) {
            throw taken("another node of this process");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw taken("another process");
            }
            lock = channel;
        } catch (OverlappingFileLockException ofOtherClasses) {
            throw taken("another application of this process");
        } finally {
            if (lock == null) {
                HELD.remove(lockPath);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private IOException taken(String who) {
        return new IOException("The file " + path + " is read but not written, for " + who + " holds " + lockPath
                + "; give each node a file of its own. If a predecessor of this node is about to end, wait for that");
    }

    /** Gives the lock back, if it is held. */
    void unlock() throws IOException {
        FileChannel channel = lock;
        if (channel != null) {
            lock = null;
            try {
                channel.close();
            } finally {
                HELD.remove(lockPath);
            }
        }
    }

    /** With the lock alone. */
    void write(String text) throws IOException {
        try {
            writeDraft(text);
            var unused = Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            var unused = Files.deleteIfExists(draft);
        }
        forceFolder();
    }

    private void writeDraft(String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                var unused = channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private void forceFolder() {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notOnThisSystem) {
            // Where folders cannot be opened, as on Windows, the system writes them itself.
        }
    }
}
