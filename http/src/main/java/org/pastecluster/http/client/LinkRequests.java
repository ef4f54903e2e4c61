package org.pastecluster.http.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.auth.Salt;
import org.pastecluster.http.auth.SignedRequest;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.link.LinkSeal;
import org.pastecluster.http.link.LinkTimes;
import org.pastecluster.http.link.LinkWay;
import org.pastecluster.http.link.WebSocketHandshake;
import org.pastecluster.http.wire.Incarnations;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.http.wire.WireHeaders;
import org.pastecluster.message.CallFailure;
import org.pastecluster.spi.TimeSource;

/** Asks nodes for links, over HTTP, with all that it takes to be let in. Thread-safe. */
final class LinkRequests {

    /** Takes what became of a dial: one of these, once, on the thread of HTTP. */
    interface Outcome {
        /**
         * There is a connection.
         *
         * @param seal what protects it; null for nothing
         */
        void upgraded(Upgraded connection, long incarnation, @Nullable LinkSeal seal);

        void failed(CallFailure failure);

        /** What answered protects its links in another way than it was asked for; a sentence tells. */
        void disagreed(String sentence);
    }

    private static final byte[] NO_BODY = {};

    private final Desk desk;
    private final TimeSource time;
    private final LinkTimes times;

    /** The loop's; made when it is needed. */
    private @Nullable SecureRandom random;

    LinkRequests(Desk desk, TimeSource time, LinkTimes times) {
        this.desk = desk;
        this.time = time;
        this.times = times;
    }

    /**
     * @param self this node's base URL
     * @param incarnation the process that is meant
     * @param dial this node's number for the connection
     * @param way what to ask for
     */
    void dial(String host, String self, long incarnation, long dial, LinkWay way, Outcome outcome) {
        boolean running = desk.loop().execute(() -> {
            Peer peer = desk.peer(host);
            if (peer == null) {
                outcome.failed(CallFailure.FOREIGN);
                return;
            }
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Connection", "Upgrade");
            headers.put("Upgrade", way.token());
            headers.put(WireHeaders.FROM_NODE, self);
            headers.put(WireHeaders.FROM, Incarnations.text(desk.incarnation()));
            headers.put(WireHeaders.TO, Incarnations.text(incarnation));
            // On TLS nobody comes between, and records cost time.
            String seal = peer.target().secure() ? LinkSeal.NONE : LinkSeal.NAME;
            String salt = Salt.fresh();
            long deadline = time.nanos() + times.dial().toNanos();
            Outcome behind = way == LinkWay.WEBSOCKET ? webSocket(headers, outcome) : outcome;
            new Asking(desk, peer, "GET", Operation.LINK, headers, NO_BODY, deadline, taker(host, seal, salt, behind))
                    .withQuery("host=" + URLEncoder.encode(self, StandardCharsets.UTF_8) + "&dial=" + dial + "&seal="
                            + seal + "&salt=" + salt)
                    .send();
        });
        if (!running) {
            outcome.failed(CallFailure.SILENT);
        }
    }

    /** What RFC 6455 wants besides; on success, the bytes of the link are what is in the messages. */
    private Outcome webSocket(Map<String, String> headers, Outcome outcome) {
        SecureRandom chance = random();
        byte[] bytes = new byte[16];
        chance.nextBytes(bytes);
        String key = WebSocketHandshake.key(bytes);
        headers.putAll(WebSocketHandshake.asking(key));
        return new Outcome() {
            @Override
            public void upgraded(Upgraded connection, long by, @Nullable LinkSeal seal) {
                if (WebSocketHandshake.isAnswer(connection.answer(), key)) {
                    Wire wire = new WebSocketWire(connection.wire(), connection.leftOver(), chance);
                    outcome.upgraded(new Upgraded(connection.channel(), wire, NO_BODY, connection.answer()), by, seal);
                } else {
                    connection.close();
                    outcome.failed(CallFailure.FOREIGN);
                }
            }

            @Override
            public void failed(CallFailure failure) {
                outcome.failed(failure);
            }

            @Override
            public void disagreed(String sentence) {
                outcome.disagreed(sentence);
            }
        };
    }

    private SecureRandom random() {
        SecureRandom known = random;
        if (known == null) {
            known = new SecureRandom();
            random = known;
        }
        return known;
    }

    private static Asking.Outcome taker(String host, String seal, String salt, Outcome outcome) {
        return new Asking.Outcome() {
            @Override
            public void answered(JsonObject body, long incarnation) {
                outcome.failed(CallFailure.FOREIGN);
            }

            @Override
            public void upgraded(
                    Upgraded connection, long incarnation, HttpReply answer, @Nullable SignedRequest request) {
                // With a token there is no secret to derive a key from that others have not seen.
                String agreed = request == null ? LinkSeal.NONE : seal;
                String used = answer.first(WireHeaders.SEAL);
                String itsSalt = answer.first(WireHeaders.SALT);
                if (!agreed.equals(used) || (agreed.equals(LinkSeal.NAME) && !Salt.isOne(itsSalt))) {
                    connection.close();
                    outcome.disagreed(disagreement(host, agreed, used));
                } else if (request == null || itsSalt == null || agreed.equals(LinkSeal.NONE)) {
                    outcome.upgraded(connection, incarnation, null);
                } else {
                    outcome.upgraded(
                            connection, incarnation, new LinkSeal(request.linkKey(agreed, salt, itsSalt, incarnation)));
                }
            }

            @Override
            public void failed(CallFailure failure, String detail) {
                outcome.failed(failure);
            }
        };
    }

    private static String disagreement(String host, String agreed, @Nullable String used) {
        return host + " answered with a link whose frames it protects by "
                + (used == null ? "nothing that it names" : "'" + Strangers.shown(used) + "'") + " and not by '"
                + agreed
                + "' as this node asked: another version runs there, or somebody altered the answer. There is no link"
                + " then, and everything goes there as requests.";
    }
}
