package org.pastecluster.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterView;
import org.pastecluster.Delivery;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;
import org.pastecluster.Target;
import org.pastecluster.spi.TimeSource;

/** Views are published on the node's thread while others send: who reads of a newcomer must be able to write to it. */
class NewcomerTest {

    private static final Member SELF = new Member(NodeAddress.of("http://one"), 11);
    private static final Member NEWCOMER = new Member(NodeAddress.of("http://two"), 22);

    private static final Member SUCCESSOR = new Member(NodeAddress.of("http://two"), 33);

    private ClusterView view = view(SELF);

    private static ClusterView view(Member... members) {
        return new ClusterView(SELF, Role.FOLLOWING, 1, members.length, null, List.of(members));
    }

    @Test
    void a_message_to_a_newcomer_is_taken_as_soon_as_the_view_can_be_read() {
        Messenger messenger =
                new Messenger(TimeSource.system(), new NoWay(), Runnable::run, () -> view, MessageLimits.usual());
        ClusterView next = view(SELF, NEWCOMER);
        messenger.viewChanges(next);
        view = next;

        CompletionStage<Delivery> sent =
                new ClusterMessages(messenger).send(Target.host(NEWCOMER.host()), Message.text(11, "welcome"));

        assertThat(sent.toCompletableFuture()).isNotDone();
    }

    @Test
    void what_waits_for_a_process_goes_to_the_one_in_its_place_before_anything_that_is_sent_to_that_one() {
        Messenger messenger =
                new Messenger(TimeSource.system(), new NoWay(), Runnable::run, () -> view, MessageLimits.usual());
        ClusterMessages messages = new ClusterMessages(messenger);
        become(messenger, view(SELF, NEWCOMER));
        var older = messages.send(Target.host(NEWCOMER.host()), Message.text(11, "older"));

        ClusterView next = view(SELF, SUCCESSOR);
        messenger.viewChanges(next);
        view = next;
        var newer = messages.send(Target.host(NEWCOMER.host()), Message.text(11, "newer"));
        messenger.viewChanged(next);
        RecordingLink link = new RecordingLink(messenger, SUCCESSOR);
        messenger.opened(link);

        assertThat(older.toCompletableFuture()).isNotDone();
        assertThat(newer.toCompletableFuture()).isNotDone();
        assertThat(link.texts()).containsExactly("older", "newer");
    }

    private void become(Messenger messenger, ClusterView next) {
        messenger.viewChanges(next);
        view = next;
        messenger.viewChanged(next);
    }
}
