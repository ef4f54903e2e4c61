package org.pastecluster.spring.boot.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;

/** Who the sender is to a method that asks. */
class SignaturesTest {

    private static final Member BLUE = new Member(new NodeAddress("http://192.0.2.1:8080", 7, 3, "blue"), 11);

    /** Has a method that asks. */
    static class Asking {
        void take(@Nullable Member sender) {}
    }

    @Test
    void a_member_is_told_as_the_view_knows_it() throws Exception {
        assertThat(sender("http://192.0.2.1:8080", 11)).isEqualTo(BLUE);
    }

    @Test
    void another_process_at_a_members_address_is_not_that_member() throws Exception {
        assertThat(sender("http://192.0.2.1:8080", 12)).isEqualTo(new Member(NodeAddress.of(BLUE.host()), 12));
    }

    @Test
    void a_node_that_did_not_say_its_url_is_null() throws Exception {
        assertThat(sender("", 0)).isNull();
    }

    private static @Nullable Object sender(String from, long incarnation) throws Exception {
        ClusterView view = new ClusterView(BLUE, Role.LEADING, 1, 1, BLUE, List.of(BLUE));
        Cluster cluster = (Cluster) Proxy.newProxyInstance(
                Cluster.class.getClassLoader(), new Class<?>[] {Cluster.class}, (self, method, none) -> view);
        Method method = Asking.class.getDeclaredMethod("take", Member.class);
        ListenerMethod read = new Signatures(cluster, new DefaultPayloadConverter(null))
                .read("The method", new Asking(), Asking.class, method, 20);
        return read.arguments().get(0).apply(new ClusterMessage(from, incarnation, Message.text(20, ""), 0));
    }
}
