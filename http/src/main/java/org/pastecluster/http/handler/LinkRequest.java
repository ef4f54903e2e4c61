package org.pastecluster.http.handler;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.HostUrl;
import org.pastecluster.http.HttpHeaders;
import org.pastecluster.http.auth.Proof;
import org.pastecluster.http.auth.QueryParameters;
import org.pastecluster.http.auth.RequestGate;
import org.pastecluster.http.auth.Salt;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.link.LinkDoor;
import org.pastecluster.http.link.LinkHub;
import org.pastecluster.http.link.LinkSeal;
import org.pastecluster.http.link.LinkWay;
import org.pastecluster.http.link.WebSocketHandshake;
import org.pastecluster.http.wire.Incarnations;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.http.wire.WireHeaders;

/** Makes links of connections whose node has shown that it holds the secret. */
final class LinkRequest {

    private static final String WAYS = LinkWay.UPGRADE.token() + ", " + LinkWay.WEBSOCKET.token();
    private static final int LONGEST_HOST = 512;

    private final long incarnation;

    LinkRequest(long incarnation) {
        this.incarnation = incarnation;
    }

    /**
     * @param hub null where there are no links
     */
    void open(@Nullable LinkHub hub, RequestGate.Presented request, Exchange exchange)
            throws RefusedException, JsonException {
        LinkWay way = LinkWay.of(request.headers().first(WireHeaders.UPGRADE));
        if (way == null) {
            throw new RefusedException(
                    426,
                    Operation.LINK.word() + " takes the header upgrade: " + WAYS,
                    Map.of(WireHeaders.UPGRADE, WAYS));
        }
        String fault = way == LinkWay.WEBSOCKET ? WebSocketHandshake.fault(request.headers()) : null;
        if (fault != null) {
            throw new RefusedException(400, "a WebSocket to " + Operation.LINK.word() + " needs the header " + fault);
        }
        if (hub == null || !exchange.canUpgrade()) {
            throw new RefusedException(
                    501, "this node's web server upgrades no connections; send everything as requests");
        }
        Proof proof = exchange.proof();
        long from = proof.isSigned() ? proof.sender() : incarnation(request, WireHeaders.FROM);
        if (from == 0 || from == incarnation) {
            throw new JsonException("a link needs the incarnation of another process");
        }
        if (!proof.isSigned() && incarnation(request, WireHeaders.TO) != incarnation) {
            throw new RefusedException(400, "the link was meant for another process at this address");
        }
        Map<String, String> query = QueryParameters.of(request.query());
        Map<String, String> agreed = new LinkedHashMap<>();
        LinkSeal seal = seal(query, proof, agreed);
        LinkDoor door = hub.accept(host(query.get("host")), from, dial(query.get("dial")), seal);
        if (door == null) {
            exchange.refuse(new RefusedException(503, "this node has " + LinkHub.MOST_LINKS + " links"), "busy");
        } else {
            agreed.putAll(headers(way, request.headers()));
            exchange.upgrade(door, agreed);
        }
    }

    private static Map<String, String> headers(LinkWay way, HttpHeaders request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("connection", "Upgrade");
        headers.put(WireHeaders.UPGRADE, way.token());
        if (way == LinkWay.WEBSOCKET) {
            headers.putAll(WebSocketHandshake.answering(String.valueOf(request.first(WebSocketHandshake.KEY))));
        }
        return headers;
    }

    /**
     * Who dials reads, and so says how that is to be protected. Where nobody signs there is no secret that only nodes know, and nothing to
     * derive a key from.
     *
     * @param agreed takes what the answer says of it
     * @return null for no protection
     */
    private @Nullable LinkSeal seal(Map<String, String> query, Proof proof, Map<String, String> agreed)
            throws RefusedException, JsonException {
        String wanted = query.getOrDefault("seal", LinkSeal.NONE);
        if (!proof.isSigned() || wanted.equals(LinkSeal.NONE)) {
            agreed.put(WireHeaders.SEAL, LinkSeal.NONE);
            return null;
        }
        if (!wanted.equals(LinkSeal.NAME)) {
            throw new RefusedException(
                    501,
                    "this node protects links by " + LinkSeal.NAME + " or " + LinkSeal.NONE
                            + " alone; ask for one of these, or send everything as requests");
        }
        String salt = query.get("salt");
        if (salt == null || !Salt.isOne(salt)) {
            throw new JsonException("'salt' must be 32 lower-case hexadecimal digits");
        }
        String own = Salt.fresh();
        agreed.put(WireHeaders.SEAL, LinkSeal.NAME);
        agreed.put(WireHeaders.SALT, own);
        return new LinkSeal(proof.linkKey(LinkSeal.NAME, salt, own, incarnation));
    }

    private static long incarnation(RequestGate.Presented request, String name) throws JsonException {
        String text = request.headers().first(name);
        return text == null ? 0 : Incarnations.parse(name, text);
    }

    private static String host(@Nullable String text) throws JsonException {
        if (text == null || text.length() > LONGEST_HOST) {
            throw new JsonException("'host' must be the base URL of the node that dials");
        }
        try {
            return HostUrl.normalise(text);
        } catch (ClusterConfigurationException noUrl) {
            throw new JsonException("'host' must be the base URL of the node that dials");
        }
    }

    private static long dial(@Nullable String text) throws JsonException {
        if (text == null || !text.matches("[0-9]{1,18}")) {
            throw new JsonException("'dial' must be a whole number");
        }
        return Long.parseLong(text);
    }
}
