package org.pastecluster.spring.trial;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The journal of a process, read as it grows. A last line that a kill cut off is left out. Not thread-safe. */
final class JournalFile {

    private final Path path;
    private final List<Entry> entries = new ArrayList<>();
    private long read;

    JournalFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** All that is in it now, in order. */
    List<Entry> entries() throws IOException {
        if (Files.exists(path)) {
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
                byte[] more = new byte[Math.toIntExact(file.length() - read)];
                file.seek(read);
                file.readFully(more);
                int end = more.length;
                while (end > 0 && more[end - 1] != '\n') {
                    end--;
                }
                read += end;
                String text = new String(more, 0, end, StandardCharsets.UTF_8);
                text.lines().map(Entry::of).forEach(entries::add);
            }
        }
        return entries;
    }

    /** Whether its process led at the end of what is written. */
    boolean leads() throws IOException {
        List<Entry> all = entries();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).is("acquired") || all.get(i).is("lost")) {
                return all.get(i).is("acquired");
            }
        }
        return false;
    }
}
