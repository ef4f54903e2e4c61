package org.pastecluster.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.Message;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;

/** A sender that was taken for gone, and was not, goes on in the middle of a message. */
class UnfinishedTest {

    private static final long SESSION = 7;
    private static final long LIFE = 1_000;

    private long taken;

    private final Receiving receiving = new Receiving(new Budget() {
        @Override
        public boolean take(int bytes) {
            taken += bytes;
            return true;
        }

        @Override
        public void give(long bytes) {
            taken -= bytes;
        }
    });

    private void piece(int offset) {
        Posted head = new Posted(Message.text(11, ""), 0, Posted.Purpose.NOTICE, 0, true, false);
        Message piece = Message.text(11, "0123456789").slice(offset, 5);
        receiving.take(new Item.Chunk(0, 1, LIFE, offset == 0 ? head : null, 10, offset, piece));
    }

    private List<Item> reports() {
        List<Item> reports = new ArrayList<>();
        receiving.takeReports(reports, 1_000);
        return reports;
    }

    @Test
    void the_message_is_asked_for_from_its_beginning_and_taken_once() {
        receiving.begin(SESSION, 0, 0);
        piece(0);
        assertThat(taken).isPositive();

        receiving.abandonUnfinished();
        assertThat(taken).isZero();

        piece(5);
        assertThat(reports()).containsExactly(new Item.Again(SESSION, 0, 1));

        piece(0);
        piece(5);
        List<ReceivingLane> lanes = new ArrayList<>();
        receiving.takeBeginning(lanes);
        List<Arrival> arrivals = new ArrayList<>();
        assertThat(lanes).hasSize(1);
        assertThat(lanes.get(0).take(10, arrivals)).isTrue();
        assertThat(arrivals).hasSize(1);
        assertThat(arrivals.get(0).posted().message().text()).isEqualTo("0123456789");
    }
}
