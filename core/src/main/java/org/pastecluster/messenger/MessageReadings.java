package org.pastecluster.messenger;

import org.jspecify.annotations.Nullable;
import org.pastecluster.Verdict;
import org.pastecluster.spi.Measurements;

/**
 * What may be read of a node's messages.
 *
 * @param counts null when nothing is counted
 */
record MessageReadings(
        LeaderQueue leaderQueue,
        Correspondents correspondents,
        @Nullable MessageCounts counts) implements Measurements.Readings {

    @Override
    public long messagesWaiting() {
        return leaderQueue.count()
                + correspondents.all().stream().mapToLong(Correspondent::count).sum();
    }

    @Override
    public long bytesWaiting() {
        return leaderQueue.held()
                + correspondents.all().stream().mapToLong(Correspondent::held).sum();
    }

    @Override
    public long messages(Verdict verdict) {
        return counts == null ? 0 : counts.of(verdict);
    }
}
