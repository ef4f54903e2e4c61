package org.pastecluster.it.judge;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.it.record.BedEntry;

/** The times of faults and the calms between, and how many messages were delivered in each. */
final class Phases {

    private final List<Long> begins = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final long[] delivered;
    private final long end;

    Phases(Campaign campaign) {
        boolean calm = false;
        begins.add(0L);
        names.add("the start");
        for (BedEntry entry : campaign.bed()) {
            if (entry instanceof BedEntry.Calm) {
                calm = true;
                begin(campaign.at(entry), "the calm");
            } else if (entry instanceof BedEntry.Began && (calm || begins.size() == 1)) {
                calm = false;
                begin(campaign.at(entry), "the faults");
            }
        }
        end = campaign.overAt();
        delivered = new long[begins.size()];
    }

    private void begin(long at, String name) {
        begins.add(at);
        names.add(name);
    }

    void delivered(long at) {
        int phase = begins.size() - 1;
        while (phase > 0 && begins.get(phase) > at) {
            phase--;
        }
        delivered[phase]++;
    }

    /** Those in which nothing was delivered, if they lasted; but not the start, in which nobody sends yet. */
    List<String> empty(long shortest) {
        List<String> empty = new ArrayList<>();
        for (int i = 1; i < delivered.length; i++) {
            long to = i + 1 < delivered.length ? begins.get(i + 1) : end;
            if (delivered[i] == 0 && to - begins.get(i) >= shortest) {
                empty.add(names.get(i) + " from " + Times.seconds(begins.get(i)) + " to " + Times.seconds(to));
            }
        }
        return empty;
    }
}
