package org.pastecluster.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;
import org.pastecluster.spi.Link;
import org.pastecluster.spi.TimeSource;

/** Who dies in the middle of a long message leaves pieces behind. They must not take the room of what others send, for ever. */
class UnfinishedMessageTest {

    private static final Member SELF = new Member(NodeAddress.of("http://one"), 11);
    private static final Member DYING = new Member(NodeAddress.of("http://two"), 22);
    private static final Member RESTARTED = new Member(NodeAddress.of("http://two"), 23);
    private static final int ROOM = 10_000;
    private static final long LIFE = 30_000_000_000L;

    /** Nothing is ever written on it. */
    private record StillLink(String host, long incarnation) implements Link {
        @Override
        public void wake() {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    private final List<Integer> handed = new ArrayList<>();
    private ClusterView view = new ClusterView(SELF, Role.LEADING, 1, 0, SELF, List.of(SELF));
    private final Messenger messenger = new Messenger(
            TimeSource.system(), new NoWay(), Runnable::run, () -> view, new MessageLimits(ROOM, 100, ROOM));

    private void see(Member... members) {
        ClusterView next = new ClusterView(SELF, Role.LEADING, 1, view.version() + 1, SELF, List.of(members));
        messenger.viewChanges(next);
        view = next;
        messenger.viewChanged(next);
    }

    private static Posted posted(int bytes) {
        return new Posted(Message.bytes(11, new byte[bytes]), 0, Posted.Purpose.NOTICE, 0, true, false);
    }

    private void arrives(Member from, Item item) {
        messenger.arrived(from.host(), from.incarnation(), new Batch(1, 0, List.of(item)));
    }

    @Test
    void pieces_of_a_process_that_is_gone_give_their_room_back() {
        var unused = new ClusterMessages(messenger).on(11, message -> handed.add(message.bytes().length));
        see(SELF, DYING);
        arrives(DYING, new Item.Chunk(0, 1, LIFE, posted(0), ROOM / 2, 0, Message.bytes(11, new byte[10])));

        see(SELF, RESTARTED);
        arrives(RESTARTED, new Item.Whole(0, 1, LIFE, posted(ROOM * 3 / 4)));

        assertThat(handed).containsExactly(ROOM * 3 / 4);
    }

    @Test
    void pieces_that_come_when_the_process_is_gone_go_with_its_link() {
        var unused = new ClusterMessages(messenger).on(11, message -> handed.add(message.bytes().length));
        see(SELF, DYING);
        StillLink link = new StillLink(DYING.host(), DYING.incarnation());
        messenger.opened(link);
        see(SELF, RESTARTED);
        arrives(DYING, new Item.Chunk(0, 1, LIFE, posted(0), ROOM / 2, 0, Message.bytes(11, new byte[10])));

        messenger.closed(link);
        arrives(RESTARTED, new Item.Whole(0, 1, LIFE, posted(ROOM * 3 / 4)));

        assertThat(handed).containsExactly(ROOM * 3 / 4);
    }
}
