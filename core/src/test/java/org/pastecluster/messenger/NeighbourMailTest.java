package org.pastecluster.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ClusterView;
import org.pastecluster.Delivery;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.NodeAddress;
import org.pastecluster.RequestFailedException;
import org.pastecluster.Role;
import org.pastecluster.Target;
import org.pastecluster.Verdict;
import org.pastecluster.spi.TimeSource;

class NeighbourMailTest {

    private static final Member SELF = new Member(NodeAddress.of("http://one"), 11);
    private static final Member NET = new Member(NodeAddress.of("http://two"), 0);
    private static final ClusterView VIEW = new ClusterView(SELF, Role.FOLLOWING, 1, 1, null, List.of(SELF, NET));

    private final List<CompletableFuture<Boolean>> told = new ArrayList<>();
    private final ClusterMessages messages = new ClusterMessages(new Messenger(
            TimeSource.system(),
            new NoWay() {
                @Override
                public CompletionStage<Boolean> tell(Member neighbour, Message message) {
                    CompletableFuture<Boolean> answer = new CompletableFuture<>();
                    told.add(answer);
                    return answer;
                }
            },
            Runnable::run,
            () -> VIEW,
            MessageLimits.usual()));

    @Test
    void a_request_is_refused_at_once_since_no_reply_can_come() {
        CompletionStage<ClusterMessage> reply =
                messages.request(Target.host(NET.host()), Message.text(11, "how are you?"), Duration.ofHours(1));

        assertThat(told).isEmpty();
        assertThatThrownBy(reply.toCompletableFuture()::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(RequestFailedException.class)
                .hasMessageContaining("http://two is a .NET node and answers no requests; send it a message");
    }

    @Test
    void a_message_has_its_verdict_from_the_answer_and_the_next_one_goes_only_then() {
        CompletableFuture<Delivery> first = send("one");
        CompletableFuture<Delivery> second = send("two");
        assertThat(told).hasSize(1);

        told.get(0).complete(true);
        assertThat(first.join().first().verdict()).isEqualTo(Verdict.DELIVERED);
        assertThat(told).hasSize(2);
        told.get(1).complete(false);
        assertThat(second.join().first().verdict()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void what_was_never_sent_is_gone_and_of_all_else_that_failed_nobody_knows() {
        CompletableFuture<Delivery> first = send("one");
        CompletableFuture<Delivery> second = send("two");

        told.get(0).completeExceptionally(new ConnectException("nobody listens"));
        told.get(1).completeExceptionally(new CompletionException(new IllegalStateException("no answer")));

        assertThat(first.join().first())
                .isEqualTo(new Delivery.Outcome(NET, Verdict.GONE, "it was not sent: nobody listens"));
        assertThat(second.join().first())
                .isEqualTo(new Delivery.Outcome(NET, Verdict.UNKNOWN, "it is not known whether it arrived: no answer"));
    }

    private CompletableFuture<Delivery> send(String text) {
        return messages.send(Target.host(NET.host()), Message.text(11, text)).toCompletableFuture();
    }
}
