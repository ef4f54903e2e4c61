package org.pastecluster.delivery;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.Message;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;

/** A sender and its receiver; what is between them is up to the test. */
final class TwoEnds {

    private static final int BATCH = 64 << 10;
    private static final long SESSION = 7;

    private final Sending sending = new Sending(SESSION);
    private final Receiving receiving = new Receiving(new Budget() {
        @Override
        public boolean take(int bytes) {
            return true;
        }

        @Override
        public void give(long bytes) {}
    });

    void send(int messages) {
        for (int i = 0; i < messages; i++) {
            send(Message.text(11, "m" + i));
        }
    }

    void send(Message message) {
        Posted posted = new Posted(message, 0, Posted.Purpose.NOTICE, 0, true, false);
        sending.add(new Pending(posted, 0, Long.MAX_VALUE / 2));
    }

    /** What the sender writes next. */
    List<Item> written() {
        List<Item> items = new ArrayList<>();
        sending.fill(items, BATCH, 0);
        return items;
    }

    /** What the sender writes when it has not heard for long. */
    List<Item> probe() {
        List<Item> items = new ArrayList<>();
        sending.probe(items, 0);
        return items;
    }

    /** How many messages the receiver takes of that. */
    int arrive(List<Item> items) {
        receiving.begin(SESSION, 0, 0);
        items.forEach(receiving::take);
        List<ReceivingLane> lanes = new ArrayList<>();
        receiving.takeBeginning(lanes);
        List<Arrival> arrived = new ArrayList<>();
        lanes.forEach(lane -> lane.take(Integer.MAX_VALUE, arrived));
        lanes.forEach(lane -> lane.take(1, new ArrayList<>()));
        return arrived.size();
    }

    /** What the receiver has to say. */
    List<Item> reports() {
        List<Item> reports = new ArrayList<>();
        receiving.takeReports(reports, BATCH);
        return reports;
    }

    /** The sender hears all that the receiver has to say. */
    void tell() {
        reports().forEach(sending::hear);
    }

    /** What was told may be lost. */
    void reportAll() {
        receiving.reportAll();
    }
}
