package org.pastecluster.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;
import org.pastecluster.Target;
import org.pastecluster.spi.TimeSource;

/** Each link is told of on a thread of its own: a thread that was late must not put a link that is over in the place of a newer one. */
class LateLinkTest {

    private static final Member SELF = new Member(NodeAddress.of("http://one"), 11);
    private static final Member OTHER = new Member(NodeAddress.of("http://two"), 22);

    @Test
    void a_link_that_was_closed_before_it_is_told_of_takes_nothing_from_the_one_after_it() {
        ClusterView view = new ClusterView(SELF, Role.FOLLOWING, 1, 2, null, List.of(SELF, OTHER));
        Messenger messenger =
                new Messenger(TimeSource.system(), new NoWay(), Runnable::run, () -> view, MessageLimits.usual());
        messenger.viewChanges(view);
        messenger.viewChanged(view);
        RecordingLink older = new RecordingLink(messenger, OTHER);
        RecordingLink newer = new RecordingLink(messenger, OTHER);

        older.close();
        messenger.opened(newer);
        messenger.opened(older);
        messenger.closed(older);
        var unused =
                new ClusterMessages(messenger).send(Target.host(OTHER.host()), Message.text(11, "on the newer one"));

        assertThat(older.texts()).isEmpty();
        assertThat(newer.texts()).containsExactly("on the newer one");
    }
}
