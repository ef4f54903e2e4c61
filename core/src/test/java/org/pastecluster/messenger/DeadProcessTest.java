package org.pastecluster.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;
import org.pastecluster.Verdict;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;
import org.pastecluster.spi.TimeSource;

/** A process that is gone is remembered for long, so that nothing of it is handed over twice; that must cost little. */
class DeadProcessTest {

    private static final Member SELF = new Member(NodeAddress.of("http://one"), 11);
    private static final Member DYING = new Member(NodeAddress.of("http://two"), 22);
    private static final int MANY = 5_000;
    private static final long LIFE = 3_600_000_000_000L;

    private final List<Integer> handed = new ArrayList<>();
    private final List<Batch> carried = new ArrayList<>();
    private long now;
    private ClusterView view = view(SELF, DYING);

    private final TimeSource time = new TimeSource() {
        @Override
        public long nanos() {
            return now;
        }

        @Override
        public long wallMillis() {
            return 0;
        }
    };

    private final Carrier carrier = new NoWay() {
        @Override
        public void carry(String host, long incarnation, Batch batch) {
            carried.add(batch);
        }
    };

    private final Messenger messenger =
            new Messenger(time, carrier, Runnable::run, () -> view, new MessageLimits(1 << 20, 100, 1 << 20));

    private static ClusterView view(Member... members) {
        return new ClusterView(SELF, Role.LEADING, 1, 0, SELF, List.of(members));
    }

    private void see(ClusterView next) {
        messenger.viewChanges(next);
        view = next;
        messenger.viewChanged(next);
    }

    private void arrive(long sequence) {
        arrive(DYING, sequence);
    }

    private void arrive(Member from, long sequence) {
        Posted posted =
                new Posted(Message.bytes(11, new byte[(int) sequence]), 0, Posted.Purpose.NOTICE, 0, true, false);
        Item item = new Item.Whole(0, sequence, LIFE, posted);
        messenger.arrived(from.host(), from.incarnation(), new Batch(1, 0, List.of(item)));
    }

    /** Every call comes back; {@code there} says whether it arrived. Returns what was carried. */
    private List<Item> pass(int seconds, boolean there) {
        List<Item> all = new ArrayList<>();
        for (int tenth = 0; tenth < seconds * 10; tenth++) {
            now += 100_000_000;
            messenger.tick();
            for (Batch batch = poll(); batch != null; batch = poll()) {
                all.addAll(batch.items());
                messenger.carried(DYING.incarnation(), there);
            }
        }
        return all;
    }

    private @Nullable Batch poll() {
        return carried.isEmpty() ? null : carried.remove(0);
    }

    private static Item.Ack ack(long sequence, Verdict verdict, String reason) {
        return new Item.Ack(1, 0, sequence, sequence, verdict, reason);
    }

    /** Every other one of its messages fails, and nobody takes the verdicts. */
    private void die() {
        var unused = new ClusterMessages(messenger).on(11, message -> {
            handed.add(message.bytes().length);
            if (handed.size() % 2 == 0) {
                throw new IllegalStateException("as it was told");
            }
        });
        see(view);
        for (int sequence = 1; sequence <= MANY; sequence++) {
            arrive(sequence);
        }
        see(view(SELF));
    }

    @Test
    void nobody_is_there_so_that_only_what_came_is_remembered() {
        die();
        assertThat(pass(60, false)).isNotEmpty();

        arrive(MANY);

        assertThat(pass(1, true))
                .contains(new Item.Ack(1, 0, 1, MANY, Verdict.UNKNOWN, "its receiver does not remember why"));
        assertThat(handed).hasSize(MANY);
    }

    @Test
    void who_is_there_after_all_hears_every_verdict() {
        die();

        List<Item> told = pass(10, true);

        assertThat(told).hasSize(MANY).contains(ack(1, Verdict.DELIVERED, ""), ack(MANY - 1, Verdict.DELIVERED, ""));
        assertThat(told.get(1)).isInstanceOfSatisfying(Item.Ack.class, second -> {
            assertThat(second.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(second.reason()).contains("as it was told");
        });
    }

    @Test
    void what_slow_handlers_find_out_is_told_to_nobody_who_was_called_in_vain_for_long() {
        List<CompletableFuture<@Nullable Message>> open = new ArrayList<>();
        var unused = new ClusterMessages(messenger).onRequest(11, message -> {
            open.add(new CompletableFuture<>());
            return open.get(open.size() - 1);
        });
        see(view);
        arrive(1);
        arrive(2);
        see(view(SELF));
        open.get(0).complete(null);
        assertThat(pass(60, false)).isNotEmpty();

        open.get(1).complete(null);
        assertThat(pass(60, false)).isEmpty();

        arrive(2);
        assertThat(pass(1, true)).contains(new Item.Ack(1, 0, 1, 2, Verdict.DELIVERED, ""));
    }

    @Test
    void of_many_that_went_the_first_is_forgotten_and_not_the_last() {
        var unused = new ClusterMessages(messenger).on(11, message -> handed.add(message.bytes().length));
        List<Member> members = new ArrayList<>(List.of(SELF));
        for (int i = 1; i <= 1_100; i++) {
            members.add(new Member(NodeAddress.of("http://brief-" + i), 10_000 - i));
        }
        see(view(members.toArray(Member[]::new)));
        while (members.size() > 1) {
            now += 1_000;
            Member going = members.remove(1);
            arrive(going, 1);
            see(view(members.toArray(Member[]::new)));
            arrive(going, 1);
        }

        assertThat(handed).hasSize(1_100);
    }

    @Test
    void what_comes_anew_is_handed_over() {
        die();
        assertThat(pass(60, false)).isNotEmpty();

        arrive(MANY);
        arrive(MANY + 1);

        assertThat(handed).hasSize(MANY + 1).endsWith(MANY + 1);
    }
}
