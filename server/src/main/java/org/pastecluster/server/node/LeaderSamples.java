package org.pastecluster.server.node;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterConfigurationException;

/**
 * Writes down between which instants this process believed itself leader, into a small mapped file that outlives it however it
 * ends. Instants are of the monotonic clock, which all processes of a Linux machine share. Used by one thread.
 *
 * <p>The file: count of samples, then for each span its first and last instant, as longs; what is zero is not used. Each sample
 * reads the clock, asks {@link Cluster#isLeader()}, and reads the clock again; one that took so long that the process may have
 * been stopped in between counts for neither answer, since nobody knows when it was asked.
 */
final class LeaderSamples {

    private static final int SPANS = 4096;
    private static final long LONGEST_NANOS = 5_000_000;
    private static final long GAP_NANOS = 50_000_000;

    private final MappedByteBuffer file;
    private long samples;
    private int span = -1;
    private boolean isOpen;
    private long lastTrue;

    private LeaderSamples(MappedByteBuffer file) {
        this.file = file;
    }

    static LeaderSamples in(String path) {
        try (FileChannel channel = FileChannel.open(
                Path.of(path), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            int size = Long.BYTES * (1 + 2 * SPANS);
            return new LeaderSamples(channel.map(FileChannel.MapMode.READ_WRITE, 0, size));
        } catch (IOException unwritable) {
            throw new ClusterConfigurationException("--sample is '" + path + "'; write a file that can be made.");
        }
    }

    void take(Cluster cluster) {
        long before = System.nanoTime();
        boolean leads = cluster.isLeader();
        add(before, leads, System.nanoTime());
    }

    void add(long before, boolean leads, long after) {
        file.putLong(0, ++samples);
        if (after - before > LONGEST_NANOS || (span == SPANS - 1 && !isOpen)) {
            isOpen = false;
        } else if (!leads) {
            isOpen = false;
        } else {
            if (!isOpen || before - lastTrue > GAP_NANOS) {
                isOpen = true;
                span = Math.min(span + 1, SPANS - 1);
                file.putLong(offset(), before);
            }
            lastTrue = after;
            file.putLong(offset() + Long.BYTES, after);
        }
    }

    private int offset() {
        return Long.BYTES * (1 + 2 * span);
    }
}
