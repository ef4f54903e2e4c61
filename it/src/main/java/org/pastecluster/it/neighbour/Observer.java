package org.pastecluster.it.neighbour;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.NeighbourEntry;
import org.pastecluster.it.record.RunId;

/** Watches one .NET node, has its business send messages, and writes both down. Not thread-safe. */
final class Observer {

    /** As the nodes of this project take messages that want no reply. */
    private static final int NOTICE = 11;

    /** Up to here they are the component's own. */
    private static final int LAST_OWN_TYPE = 10;

    private final Business business;
    private final RunId run;
    private final int javas;
    private final Journal<NeighbourEntry> journal;
    private final SplittableRandom random;
    private Business.@Nullable Answers last;
    private List<Business.Message> got = List.of();
    private long sent;

    /**
     * @param node its number; messages are from its first start, whatever start it is
     * @param javas the nodes of this project are those from 1 to this
     */
    Observer(Business business, int node, int javas, Journal<NeighbourEntry> journal, SplittableRandom random) {
        this.business = business;
        this.run = new RunId(node, 1);
        this.javas = javas;
        this.journal = journal;
        this.random = random;
    }

    void look() throws InterruptedException {
        long at = System.nanoTime();
        Business.Answers now = business.answers().orElse(null);
        if (now == null && last != null) {
            journal.write(new NeighbourEntry.Absent(at, business.host()));
        } else if (now != null && !now.equals(last)) {
            journal.write(new NeighbourEntry.Standing(at, business.host(), now.master(), now.listed()));
        }
        last = now;
    }

    void readInbox() throws InterruptedException {
        long at = System.nanoTime();
        Optional<List<Business.Message>> answer = business.inbox();
        if (answer.isPresent()) {
            List<Business.Message> inbox = answer.get();
            // A process that was started anew has a new one, which may have grown longer meanwhile.
            boolean goesOn =
                    inbox.size() >= got.size() && inbox.subList(0, got.size()).equals(got);
            for (int place = goesOn ? got.size() : 0; place < inbox.size(); place++) {
                Business.Message message = inbox.get(place);
                if (message.type() == 0 || message.type() > LAST_OWN_TYPE) {
                    journal.write(new NeighbourEntry.Got(at, business.host(), place, message.type(), message.body()));
                }
            }
            got = inbox;
            journal.write(new NeighbourEntry.Inbox(at, System.nanoTime(), business.host(), run.node(), inbox.size()));
        }
    }

    void send() throws InterruptedException {
        long at = System.nanoTime();
        boolean toMaster = random.nextInt(3) == 0;
        int id = 1 + random.nextInt(javas);
        String body = run + " dotnet " + ++sent;
        boolean taken =
                toMaster ? business.send("master", NOTICE, body, null) : business.send("node", NOTICE, body, id);
        journal.write(new NeighbourEntry.Said(at, business.host(), body, toMaster ? "master" : "id:" + id, taken));
    }
}
