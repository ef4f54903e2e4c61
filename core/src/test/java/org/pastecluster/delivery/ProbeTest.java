package org.pastecluster.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.Message;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;

/** What was written and went nowhere, although the way seems to be whole. */
class ProbeTest {

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

    private void send(int messages) {
        for (int i = 0; i < messages; i++) {
            Posted posted = new Posted(Message.text(11, "m" + i), 0, Posted.Purpose.NOTICE, 0, true, false);
            sending.add(new Pending(posted, 0, Long.MAX_VALUE / 2));
        }
    }

    private List<Item> written() {
        List<Item> items = new ArrayList<>();
        sending.fill(items, BATCH, 0);
        return items;
    }

    private int arrive(List<Item> items) {
        receiving.begin(SESSION, 0, 0);
        items.forEach(receiving::take);
        List<ReceivingLane> lanes = new ArrayList<>();
        receiving.takeBeginning(lanes);
        List<Arrival> arrived = new ArrayList<>();
        lanes.forEach(lane -> lane.take(Integer.MAX_VALUE, arrived));
        lanes.forEach(lane -> lane.take(1, new ArrayList<>()));
        return arrived.size();
    }

    private void tell() {
        List<Item> reports = new ArrayList<>();
        receiving.takeReports(reports, BATCH);
        reports.forEach(sending::hear);
    }

    @Test
    void all_of_it_is_written_again_after_one_probe() {
        send(100);
        assertThat(written()).hasSize(100);

        List<Item> probe = new ArrayList<>();
        sending.probe(probe, 0);
        assertThat(arrive(probe)).isEqualTo(1);
        tell();

        assertThat(arrive(written())).isEqualTo(99);
    }

    @Test
    void who_lacks_nothing_is_sent_nothing_again() {
        send(100);
        assertThat(arrive(written())).isEqualTo(100);

        List<Item> probe = new ArrayList<>();
        sending.probe(probe, 0);
        assertThat(probe).hasSize(2);
        assertThat(arrive(probe)).isZero();
        tell();

        assertThat(written()).isEmpty();
    }

    @Test
    void a_lone_message_is_probed_once() {
        send(1);
        assertThat(written()).hasSize(1);

        List<Item> probe = new ArrayList<>();
        sending.probe(probe, 0);

        assertThat(probe).hasSize(1);
    }
}
