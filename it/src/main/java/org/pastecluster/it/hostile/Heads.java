package org.pastecluster.it.hostile;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Heads of requests, as text. */
final class Heads {

    private Heads() {}

    static String of(String method, String path, Target target, Map<String, String> headers) {
        StringBuilder head = new StringBuilder(512)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.address().getHostString())
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    /** What looks signed, and for whom nobody knows the secret. */
    static Map<String, String> forged() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("pastecluster-signature", "0".repeat(64));
        headers.put("pastecluster-from", "0123456789abcdef");
        headers.put("pastecluster-to", "fedcba9876543210");
        headers.put("pastecluster-time", "1");
        headers.put("pastecluster-nonce", "1");
        return headers;
    }

    /** The head of a {@code POST} that looks signed. */
    static String forgedPost(Target target, String operation, String lengthName, String length) {
        Map<String, String> headers = forged();
        headers.put(lengthName, length);
        return of("POST", Insider.BASE + operation, target, headers);
    }

    static byte[] joined(byte[] head, byte[] body) {
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }
}
