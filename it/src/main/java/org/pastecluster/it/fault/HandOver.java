package org.pastecluster.it.fault;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.record.RunId;

/** The leader is asked to hand over; with a {@code size} of 1 the node that would lead next stands still meanwhile. */
final class HandOver implements Fault {

    private final Bed bed;
    private final int node;

    /** 0 for none. */
    private final int heir;

    private @Nullable RunId stopped;

    HandOver(Bed bed, int node, boolean toFrozen) {
        this.bed = bed;
        this.node = node;
        int next = toFrozen ? bed.world().heir() : 0;
        this.heir = next == node ? 0 : next;
    }

    @Override
    public List<Integer> nodes() {
        return Stream.of(node, heir).filter(each -> each != 0).toList();
    }

    @Override
    public String detail() {
        return heir == 0 ? "asked to hand over" : "asked to hand over while n" + heir + " stands still";
    }

    @Override
    public void begin() {
        if (heir != 0) {
            stopped = bed.fleet().stop(heir);
        }
        bed.fleet().process(node).say("handover");
    }

    @Override
    public void end() {
        if (stopped != null) {
            bed.fleet().resume(stopped);
        }
    }
}
