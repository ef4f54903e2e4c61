package org.pastecluster.bench.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.bench.system.Inbox;
import org.pastecluster.bench.system.NodePlan;
import org.pastecluster.bench.system.SystemNode;

class TrafficTest {

    /** Keeps what was sent. */
    private static final class Sent implements SystemNode {
        private final List<String> messages = new ArrayList<>();

        @Override
        public void start(NodePlan plan, Inbox inbox) {}

        @Override
        public void send(int target, byte[] body) {
            messages.add(target + " kind " + body[0] + " from " + body[1] + " number " + body[9]);
        }

        @Override
        public void broadcast(byte[] body) {}

        @Override
        public boolean keepsBodies() {
            return true;
        }

        @Override
        public boolean acknowledges() {
            return false;
        }

        @Override
        public int leader() {
            return 0;
        }

        @Override
        public boolean leads() {
            return false;
        }

        @Override
        public int members() {
            return 2;
        }

        @Override
        public void close() {}
    }

    private final Sent system = new Sent();
    private final Traffic traffic = new Traffic(system, new NodePlan(0, List.of(1, 2), false));

    private void receive(byte kind, long number) {
        byte[] body = new byte[3 + 100];
        byte[] message = new byte[100];
        Traffic.write(message, kind, 1, number);
        System.arraycopy(message, 0, body, 3, 100);
        traffic.received(body, 3, 100);
    }

    @Test
    void what_is_out_of_order_is_counted_as_such() {
        traffic.reset(0);
        receive(Traffic.DATA, 0);
        receive(Traffic.DATA, 2);
        receive(Traffic.DATA, 1);
        receive(Traffic.DATA, 3);

        assertThat(traffic.received()).isEqualTo(4);
        assertThat(traffic.disorder()).isEqualTo(2);
        assertThat(traffic.acknowledged()).isEqualTo(-1);
        assertThat(system.messages).isEmpty();
    }

    @Test
    void the_sender_is_told_at_each_quarter_of_a_window() {
        traffic.reset(8);
        for (int number = 0; number < 5; number++) {
            receive(Traffic.DATA, number);
        }

        assertThat(system.messages).containsExactly("1 kind 2 from 0 number 2", "1 kind 2 from 0 number 4");
    }

    @Test
    void a_ping_is_answered_with_its_own_number() {
        receive(Pings.PING, 7);

        assertThat(system.messages).containsExactly("1 kind 4 from 0 number 7");
    }
}
