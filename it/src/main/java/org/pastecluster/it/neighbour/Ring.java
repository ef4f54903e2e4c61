package org.pastecluster.it.neighbour;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.NeighbourEntry;

/**
 * What happens by itself when several .NET nodes are started together: each takes the next one for the master, and none is. Each request among them then names
 * another master than the one who gets it has, and has that one ask anew.
 */
final class Ring {

    private Ring() {}

    /** Makes one of those that answer, if they are two or more. */
    static void make(List<Business> all, Journal<NeighbourEntry> journal) throws InterruptedException {
        List<Business> there = new ArrayList<>();
        List<JsonObject> nodes = new ArrayList<>();
        for (Business each : all) {
            JsonObject self = each.self().orElse(null);
            if (self != null) {
                there.add(each);
                nodes.add(self);
            }
        }
        if (there.size() < 2) {
            return;
        }
        journal.write(new NeighbourEntry.Ring(
                System.nanoTime(), there.stream().map(Business::host).toList()));
        for (int i = 0; i < there.size(); i++) {
            there.get(i).follow(nodes.get((i + 1) % nodes.size()));
        }
    }
}
