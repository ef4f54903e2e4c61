package org.pastecluster.spring.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A time in which a process led, as its application saw it.
 *
 * @param until when it lost leadership, or was told to end by SIGKILL; {@link Long#MAX_VALUE} for neither
 */
record Reign(ShopProcess process, long token, long from, long until) {

    /** All of them, in the order in which they began. */
    static List<Reign> of(List<ShopProcess> processes) throws IOException {
        List<Reign> reigns = new ArrayList<>();
        for (ShopProcess process : processes) {
            Entry begun = null;
            for (Entry entry : process.journal.entries()) {
                if (entry.is("acquired")) {
                    begun = entry;
                } else if (entry.is("lost") && begun != null) {
                    reigns.add(reign(process, begun, entry.nanos()));
                    begun = null;
                }
            }
            if (begun != null) {
                boolean isKilled = process.end() == ShopProcess.End.KILLED;
                reigns.add(reign(process, begun, isKilled ? process.toldAt() : Long.MAX_VALUE));
            }
        }
        reigns.sort(Comparator.comparingLong(Reign::from));
        return reigns;
    }

    private static Reign reign(ShopProcess process, Entry begun, long until) {
        return new Reign(process, Long.parseLong(begun.what()), begun.nanos(), until);
    }
}
