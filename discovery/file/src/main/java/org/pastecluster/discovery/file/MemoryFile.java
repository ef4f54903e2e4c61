package org.pastecluster.discovery.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The file on the disk: at every moment, also when the machine loses its power, the old one as a whole or the new one. */
final class MemoryFile {

    private static final int MOST_BYTES = 1 << 20;

    private final Path path;
    private final Path folder;
    private final Path draft;

    MemoryFile(Path path) {
        this.path = path.toAbsolutePath();
        Path parent = this.path.getParent();
        this.folder = parent == null ? this.path : parent;
        this.draft = folder.resolve(this.path.getFileName() + ".tmp");
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

    void write(String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                var unused = channel.write(bytes);
            }
            channel.force(true);
        }
        var unused = Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder();
    }

    private void forceFolder() {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notOnThisSystem) {
            // Where folders cannot be opened, as on Windows, the system writes them itself.
        }
    }
}
