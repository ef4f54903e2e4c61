package org.pastecluster.it.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node believes of itself, in a mapped file, {@code n2.5.belief}: to note a sample costs no call of the system, and what is noted outlives a
 * SIGKILL. Equal samples that follow one another within {@link #GAP_NANOS} are one record, which grows in place. Not thread-safe.
 */
public final class BeliefFile {

    /** Between two samples that are further apart nobody knows what the node would have believed. */
    public static final long GAP_NANOS = 50_000_000;

    private static final int RECORD = 7 * Long.BYTES;
    private static final int RECORDS = 60_000;

    private final MappedByteBuffer file;
    private int place = -RECORD;
    private long token;
    private long last;
    private long longestLease;

    /** Makes it; it has room for 60,000 changes, or samples that came late. */
    public BeliefFile(Path path) {
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            this.file = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) RECORD * RECORDS);
        } catch (IOException failure) {
            throw new UncheckedIOException("The file " + path + " cannot be made.", failure);
        }
    }

    /** Notes a sample that was taken between two readings of the clock; {@code token} is 0 where the node did not believe to lead. */
    public void sample(long before, long token, long leaseUntil, long after) {
        if (place < 0 || token != this.token || before - last > GAP_NANOS) {
            begin(before, token, after);
        }
        this.token = token;
        last = after;
        longestLease = Math.max(longestLease, token == 0 ? 0 : leaseUntil - after);
        file.putLong(place + 6 * Long.BYTES, longestLease);
        file.putLong(place + 5 * Long.BYTES, leaseUntil);
        file.putLong(place + 2 * Long.BYTES, before);
        file.putLong(place + 3 * Long.BYTES, after);
    }

    private void begin(long before, long token, long after) {
        if (place + 2 * RECORD > file.capacity()) {
            throw new IllegalStateException("The node has changed its belief more than " + RECORDS + " times.");
        }
        place += RECORD;
        longestLease = 0;
        file.putLong(place + 4 * Long.BYTES, token);
        file.putLong(place + Long.BYTES, after);
        // Last: a record whose first number is 0 is none.
        file.putLong(place, before);
    }

    /** All that a file says, in order. */
    public static List<Belief> read(Path path) {
        List<Belief> beliefs = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(path)) {
            MappedByteBuffer file = channel.map(FileChannel.MapMode.READ_ONLY, 0, Files.size(path));
            while (file.remaining() >= RECORD) {
                Belief belief = new Belief(
                        file.getLong(),
                        file.getLong(),
                        file.getLong(),
                        file.getLong(),
                        file.getLong(),
                        file.getLong(),
                        file.getLong());
                if (belief.from() == 0) {
                    break;
                }
                beliefs.add(belief);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The file " + path + " cannot be read.", failure);
        }
        return beliefs;
    }
}
