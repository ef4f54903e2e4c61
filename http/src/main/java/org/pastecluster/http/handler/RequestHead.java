package org.pastecluster.http.handler;

import java.util.Map;
import org.pastecluster.http.HttpHeaders;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.auth.RequestGate;
import org.pastecluster.http.link.WebSocketHandshake;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.http.wire.WireHeaders;

/** Judges what comes before a request's body, but for what it proves of its sender. */
final class RequestHead {

    private static final String[] READ_HEADERS = {
        WireHeaders.MARK,
        WireHeaders.FROM,
        WireHeaders.TO,
        WireHeaders.TIME,
        WireHeaders.NONCE,
        WireHeaders.SIGNATURE,
        WireHeaders.BODY,
        WireHeaders.TOKEN,
        WireHeaders.FROM_NODE,
        WireHeaders.MASTER_NODE,
        WireHeaders.UPGRADE,
        WebSocketHandshake.KEY,
        WebSocketHandshake.VERSION_NAME,
        WebSocketHandshake.PROTOCOL,
        WireHeaders.CONTENT_TYPE,
        WireHeaders.CONTENT_LENGTH
    };

    private final HttpSettings settings;

    RequestHead(HttpSettings settings) {
        this.settings = settings;
    }

    /** What is asked, if the path, the method and the sizes may pass. */
    RequestGate.Presented read(HttpRequestData request) throws RefusedException {
        Operation operation = operation(request.rawPath());
        if (!operation.takes(request.method())) {
            throw new RefusedException(
                    405, operation.word() + " takes " + operation.allowed(), Map.of("allow", operation.allowed()));
        }
        String query = request.rawQuery() == null ? "" : request.rawQuery();
        if (query.length() > settings.limits().headerBytes()) {
            throw new RefusedException(
                    431, "the query is longer than " + settings.limits().headerBytes());
        }
        for (String name : READ_HEADERS) {
            String value = request.headers().first(name);
            if (value != null && value.length() > settings.limits().headerBytes()) {
                throw new RefusedException(
                        431,
                        "the header " + name + " is longer than "
                                + settings.limits().headerBytes());
            }
        }
        String path = settings.basePath() + "/" + operation.word();
        return new RequestGate.Presented(operation, request.method(), path, query, request.headers());
    }

    private Operation operation(String rawPath) throws RefusedException {
        int slash = rawPath.lastIndexOf('/');
        Operation operation = slash >= 0 && rawPath.substring(0, slash).endsWith(settings.basePath())
                ? Operation.of(rawPath.substring(slash + 1))
                : null;
        if (operation == null) {
            throw new RefusedException(404, "there is no such path under " + settings.basePath());
        }
        return operation;
    }

    /** What has a body must say that it is JSON. */
    void judgeType(HttpHeaders headers) throws RefusedException {
        String type = headers.first(WireHeaders.CONTENT_TYPE);
        if (type == null || !type.strip().regionMatches(true, 0, "application/json", 0, 16)) {
            throw new RefusedException(415, "the content type must be application/json");
        }
    }

    /** The length that is announced, if one is. */
    void judgeLength(HttpHeaders headers) throws RefusedException {
        String text = headers.first(WireHeaders.CONTENT_LENGTH);
        if (text == null) {
            return;
        }
        if (!text.strip().matches("[0-9]{1,18}")) {
            throw new RefusedException(400, "the header content-length must be a whole number");
        }
        if (Long.parseLong(text.strip()) > settings.limits().bodyBytes()) {
            throw BodyReception.tooLarge(settings.limits().bodyBytes());
        }
    }
}
