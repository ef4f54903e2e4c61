package org.pastecluster.bench.soak.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers at aligned places of a file that grows. What is put is the system's at once, so that it outlives the process even when that is
 * killed with SIGKILL; and it takes no room on the heap. What was never put is 0. Threads may put at different places at the same time.
 */
final class MappedFile {

    private static final int SEGMENT_BITS = 20;
    private static final int SEGMENT = 1 << SEGMENT_BITS;

    private final Path path;
    private final boolean isWritten;
    private volatile @Nullable MappedByteBuffer[] segments = {};

    private MappedFile(Path path, boolean isWritten) {
        this.path = path;
        this.isWritten = isWritten;
    }

    /** Makes it, or opens one that is there. */
    static MappedFile toWrite(Path path) {
        return new MappedFile(path, true);
    }

    static MappedFile toRead(Path path) {
        return new MappedFile(path, false);
    }

    byte getByte(long at) {
        MappedByteBuffer segment = segment(at);
        return segment == null ? 0 : segment.get(inside(at));
    }

    void putByte(long at, byte value) {
        writable(at).put(inside(at), value);
    }

    short getShort(long at) {
        MappedByteBuffer segment = segment(at);
        return segment == null ? 0 : segment.getShort(inside(at));
    }

    void putShort(long at, short value) {
        writable(at).putShort(inside(at), value);
    }

    long getLong(long at) {
        MappedByteBuffer segment = segment(at);
        return segment == null ? 0 : segment.getLong(inside(at));
    }

    void putLong(long at, long value) {
        writable(at).putLong(inside(at), value);
    }

    private static int inside(long at) {
        return (int) at & (SEGMENT - 1);
    }

    private MappedByteBuffer writable(long at) {
        MappedByteBuffer segment = segment(at);
        if (segment == null || !isWritten) {
            throw new IllegalStateException(path + " is only read");
        }
        return segment;
    }

    private @Nullable MappedByteBuffer segment(long at) {
        int index = Math.toIntExact(at >>> SEGMENT_BITS);
        @Nullable MappedByteBuffer[] known = segments;
        if (index < known.length && known[index] != null) {
            return known[index];
        }
        return map(index);
    }

    private synchronized @Nullable MappedByteBuffer map(int index) {
        if (index >= segments.length) {
            segments = Arrays.copyOf(segments, index + 1);
        }
        MappedByteBuffer known = segments[index];
        if (known != null) {
            return known;
        }
        long from = (long) index << SEGMENT_BITS;
        try {
            if (!isWritten && (!Files.exists(path) || Files.size(path) < from + SEGMENT)) {
                return null;
            }
            MappedByteBuffer made;
            try (FileChannel channel = isWritten
                    ? FileChannel.open(
                            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)
                    : FileChannel.open(path, StandardOpenOption.READ)) {
                made = channel.map(
                        isWritten ? FileChannel.MapMode.READ_WRITE : FileChannel.MapMode.READ_ONLY, from, SEGMENT);
            }
            @Nullable MappedByteBuffer[] more = segments.clone();
            more[index] = made;
            segments = more;
            return made;
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }
}
