package org.pastecluster.http.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.link.LinkFrames;
import org.pastecluster.http.link.LinkTimes;
import org.pastecluster.http.wire.Incarnations;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.http.wire.WireHeaders;
import org.pastecluster.message.CallFailure;
import org.pastecluster.spi.TimeSource;

/** Asks nodes for links, over HTTP, with all that it takes to be let in. Thread-safe. */
final class LinkRequests {

    /** Takes what became of a dial: one of the two, once, on the thread of HTTP. */
    interface Outcome {
        void upgraded(Upgraded connection, long incarnation);

        void failed(CallFailure failure);
    }

    private static final byte[] NO_BODY = {};

    private final Desk desk;
    private final TimeSource time;
    private final LinkTimes times;

    LinkRequests(Desk desk, TimeSource time, LinkTimes times) {
        this.desk = desk;
        this.time = time;
        this.times = times;
    }

    /**
     * @param self this node's base URL
     * @param incarnation the process that is meant
     * @param dial this node's number for the connection
     */
    void dial(String host, String self, long incarnation, long dial, Outcome outcome) {
        boolean running = desk.loop().execute(() -> {
            Peer peer = desk.peer(host);
            if (peer == null) {
                outcome.failed(CallFailure.FOREIGN);
                return;
            }
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Connection", "Upgrade");
            headers.put("Upgrade", LinkFrames.PROTOCOL);
            headers.put(WireHeaders.FROM_NODE, self);
            headers.put(WireHeaders.FROM, Incarnations.text(desk.incarnation()));
            headers.put(WireHeaders.TO, Incarnations.text(incarnation));
            long deadline = time.nanos() + times.dial().toNanos();
            new Asking(desk, peer, "GET", Operation.LINK, headers, NO_BODY, deadline, taker(outcome))
                    .withQuery("host=" + URLEncoder.encode(self, StandardCharsets.UTF_8) + "&dial=" + dial)
                    .send();
        });
        if (!running) {
            outcome.failed(CallFailure.SILENT);
        }
    }

    private static Asking.Outcome taker(Outcome outcome) {
        return new Asking.Outcome() {
            @Override
            public void answered(JsonObject body, long incarnation) {
                outcome.failed(CallFailure.FOREIGN);
            }

            @Override
            public void upgraded(Upgraded connection, long incarnation) {
                outcome.upgraded(connection, incarnation);
            }

            @Override
            public void failed(CallFailure failure, String detail) {
                outcome.failed(failure);
            }
        };
    }
}
