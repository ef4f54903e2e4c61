package org.pastecluster.simulation.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.http.Secret;
import org.pastecluster.http.auth.SignedRequest;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.DotNetNode;
import org.pastecluster.http.wire.FrameCodec;
import org.pastecluster.http.wire.WireHeaders;
import org.pastecluster.message.Frame;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.simulation.History;
import org.pastecluster.simulation.Options;
import org.pastecluster.simulation.traffic.MessagePlan;
import org.pastecluster.testkit.network.Traffic;

/** The sizes that the table counts with are those that the wire form writes; but for batches, which are counted roughly. */
class FrameSizeTest {

    private static final Percentage CLOSE = Percentage.withPercentage(5);
    private static final String SEEN_AS = "10.0.0.100";

    @Test
    void everyBodyIsAsLargeAsWhatTheWireFormWrites() {
        Set<String> kinds = new TreeSet<>();
        for (long seed = 1; seed <= 4; seed++) {
            History history = new History(Options.draw(seed, 5).withMessages(MessagePlan.NONE));
            history.cluster().network().watch(new Comparison(history, kinds));
            history.run();
        }

        assertThat(kinds).contains("Ask", "Join", "Heartbeat", "Publish", "Compete", "Withdraw", "Relay", "Meet");
        assertThat(kinds).contains("State", "Update", "Stand", "Relayed", "Refused", "Ack", "Met");
    }

    private record Comparison(History history, Set<String> kinds) implements Traffic {

        @Override
        public void requested(int from, int to, long call, Frame request) {
            kinds.add(request.body().getClass().getSimpleName());
            long written = FrameCodec.request(request).toBytes().length;
            assertThat(FrameSize.requestBody(request)).as("%s", request).isEqualTo(written);
        }

        @Override
        public void answered(int from, int to, long call, Frame reply) {
            kinds.add(reply.body().getClass().getSimpleName());
            LeaderRef following = reply.envelope().following();
            Member master = following == null ? null : following.member();
            DotNetAnswer outer = new DotNetAnswer(
                    true,
                    master == null ? null : DotNetNode.of(master),
                    DotNetNode.of(reply.envelope().from()),
                    members(from));
            long written = FrameCodec.answer(reply, outer, SEEN_AS).toBytes().length;
            assertThat(FrameSize.answerBody(reply, members(from)))
                    .as("%s", reply)
                    .isEqualTo(written);
        }

        private int members(int machine) {
            ClusterView view = history.cluster().at(machine) == null
                    ? null
                    : history.cluster().at(machine).view();
            return view == null ? 1 : view.members().size();
        }
    }

    @Test
    void headsAreThoseOfSignedRequestsAndTheirAnswers() {
        SignedRequest request = new SignedRequest(
                new Secret("a secret of some length"),
                "POST",
                "/api/cluster/exchange",
                "",
                new byte[0],
                1,
                2,
                1_750_000_000_000L,
                1_750_000_000_000L);
        StringBuilder signed = new StringBuilder();
        request.headers().forEach((name, value) -> signed.append(header(name, value)));
        String head = "POST /api/cluster/exchange HTTP/1.1\r\nHost: 10.0.0.100:8080\r\nAccept: application/json\r\n"
                + header(WireHeaders.MARK, "1") + header("Content-Type", WireHeaders.JSON) + signed
                + "Content-Length: 1000\r\n\r\n";
        assertThat(FrameSize.REQUEST_HEAD).isCloseTo(length(head), CLOSE);

        String answer = "HTTP/1.1 200 \r\n" + header("content-type", WireHeaders.JSON)
                + header("cache-control", "no-store") + header(WireHeaders.MARK, "1")
                + header(WireHeaders.FROM, request.headers().get(WireHeaders.FROM))
                + header(WireHeaders.TIME, request.headers().get(WireHeaders.TIME))
                + header(WireHeaders.SIGNATURE, request.headers().get(WireHeaders.SIGNATURE))
                + header("Content-Length", "1000") + header("Date", "Wed, 25 Nov 2026 22:47:35 GMT") + "\r\n";
        assertThat(FrameSize.ANSWER_HEAD).isCloseTo(length(answer), CLOSE);
    }

    private static String header(String name, String value) {
        return name + ": " + value + "\r\n";
    }

    private static int length(String head) {
        return head.getBytes(StandardCharsets.ISO_8859_1).length;
    }
}
