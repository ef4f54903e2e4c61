package org.pastecluster.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.wire.FrameCodec;
import org.pastecluster.http.wire.FrameGenerator;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.message.Frame;

/**
 * Random and mutated requests against one handler. Every request starts as a good one, signed or not, and is then damaged in
 * some places; what is damaged behind the signature must change nothing, what is damaged before it must only not hurt.
 */
class HandlerFuzzTest {

    private static final int REQUESTS = 40_000;
    private static final Set<Integer> STATUSES =
            Set.of(101, 200, 400, 401, 403, 404, 405, 413, 415, 426, 429, 431, 501, 503);
    private static final String SECRET = "a-secret-of-some-length";
    private static final String[] METHODS = {"GET", "POST", "PUT", "DELETE", "HEAD", "", "get", "P\u0000ST"};
    private static final String[] TYPES = {"application/json", "application/json;chartset=utf-8", "text/plain", "", "\n"
    };
    private static final String[] QUERIES = {
        "", "host=http://10.0.0.7&id=1", "host=%", "&&==", "token=x", "id=%ff%00", "host=http%3A%2F%2F10.0.0.7&dial=3"
    };
    private static final String[] BODIES = {
        "{\"host\":\"http://10.0.0.5:80\",\"id\":1,\"group\":0,\"name\":\"n\"}",
        "{\"master\":{\"host\":\"http://10.0.0.5\"},\"nodes\":[{\"host\":\"http://10.0.0.6\"}]}",
        "{\"body\":\"b\",\"msg_type\":20,\"from\":null,\"to\":null,\"time\":1,\"from_api\":false}",
        "{\"proAddress\":\"10.0.0.9\",\"extendService\":{\"listenPorts\":\"8080,8081\"}}",
        "{\"name\":\"n\",\"one\":true,\"type\":20,\"body\":\"b\",\"headers\":{\"k\":\"v\"},\"ttl_ms\":100}",
        "{\"all\":true,\"base64\":\"AQID\"}",
        "{\"pastecluster\":{\"kind\":\"leave\",\"envelope\":{\"from\":{\"host\":\"http://a\"}}}}",
        "{}",
        ""
    };

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void nothing_breaks_and_nothing_changes_without_a_signature() {
        System.out.println("HandlerFuzzTest seed " + seed);
        Map<Integer, Integer> statuses = new HashMap<>();
        try (HandlerBench bench =
                new HandlerBench(HttpSettings.builder().secret(SECRET).build()).started()) {
            for (int i = 0; i < REQUESTS; i++) {
                Mutation mutation = mutation(bench);
                int before = bench.changes();
                HttpAnswer answer = ask(bench, mutation.request);
                String story = mutation.toString() + ", seed " + seed + ", request " + i;
                if (answer != null) {
                    assertThat(STATUSES).as(story).contains(answer.status());
                    statuses.merge(answer.status(), 1, Integer::sum);
                }
                if (mutation.mustChangeNothing) {
                    assertThat(bench.changes()).as(story).isEqualTo(before);
                    assertThat(answer).as(story).isNotNull();
                    assertThat(answer.status()).as(story).isNotIn(200, 101);
                }
                forget(bench);
            }
            assertThat(bench.handler.inFlight()).isLessThan(64);
        }
        assertThat(statuses.keySet())
                .as("seed " + seed)
                .contains(101, 200, 400, 401, 403, 404, 405, 413, 415, 426, 431);
    }

    /** A frame and a message are answered on another thread; everything else before this returns. */
    private HttpAnswer ask(HandlerBench bench, HttpRequestData request) {
        AtomicReference<HttpAnswer> last = new AtomicReference<>();
        AtomicInteger answered = new AtomicInteger();
        int frames = bench.frames.size() + bench.cluster.messages.sent.size();
        bench.handler.handle(request, new Responder() {
            @Override
            public boolean canUpgrade() {
                return true;
            }

            @Override
            public void respond(HttpAnswer answer) {
                last.compareAndSet(null, answer);
                answered.incrementAndGet();
            }
        });
        if (bench.frames.size() + bench.cluster.messages.sent.size() > frames) {
            return null;
        }
        assertThat(answered).as("seed %d", seed).hasValue(1);
        return last.get();
    }

    private static void forget(HandlerBench bench) {
        if (bench.changes() > 500) {
            bench.frames.clear();
            bench.messages.clear();
            bench.cluster.commands.clear();
            bench.cluster.messages.sent.clear();
            bench.time.pass(java.time.Duration.ofSeconds(1));
        }
    }

    private record Mutation(HttpRequestData request, boolean mustChangeNothing, String what) {
        @Override
        public String toString() {
            return what;
        }
    }

    /** What a signature was made for. */
    private record Signed(String method, String path, String query, ByteBuffer body, Map<String, String> headers) {
        Signed(String method, String path, String query, byte[] body, Map<String, String> headers) {
            this(method, path, query, ByteBuffer.wrap(body.clone()), signatures(headers));
        }

        boolean isSame(String otherMethod, String otherPath, String otherQuery, byte[] bytes, Map<String, String> now) {
            byte[] sent = otherMethod.equals("POST") ? bytes : new byte[0];
            return equals(new Signed(otherMethod, otherPath, otherQuery, sent, now));
        }

        private static Map<String, String> signatures(Map<String, String> headers) {
            Map<String, String> signatures = new HashMap<>(headers);
            signatures.keySet().removeIf(name -> !name.startsWith("pastecluster"));
            return signatures;
        }
    }

    private Mutation mutation(HandlerBench bench) {
        Operation operation = one(Operation.values());
        String method = operation.takes("POST") ? "POST" : "GET";
        String query = one(QUERIES);
        byte[] body = random.nextBoolean() ? frame() : one(BODIES).getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0) {
            damage(body);
        }
        byte[] signedBody = method.equals("POST") ? body : new byte[0];
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", "application/json");
        if (operation == Operation.LINK && random.nextInt(4) > 0) {
            headers.put("upgrade", "pastecluster/1");
        }
        boolean signed = random.nextInt(3) > 0;
        if (signed) {
            headers.putAll(
                    bench.sign(method, operation.word(), query, signedBody).headers());
        }
        String path = "/api/cluster/" + operation.word();
        List<String> story = new ArrayList<>(List.of(method + " " + path + " signed " + signed));
        Signed before = new Signed(method, path, query, signedBody, headers);
        for (int damages = random.nextInt(3); damages > 0; damages--) {
            switch (random.nextInt(7)) {
                case 0 -> {
                    String other = one(METHODS);
                    method = other;
                    story.add("method " + other);
                }
                case 1 -> {
                    path = random.nextBoolean() ? path + one("x", "/", "%2e", "?") : one("/", "", "/api/cluster/");
                    story.add("path " + path);
                }
                case 2 -> {
                    query = random.nextInt(20) == 0 ? "x".repeat(3000) : query.substring(query.length() / 2);
                    story.add("query");
                }
                case 3 -> {
                    headers.put("content-type", one(TYPES));
                    story.add("type");
                }
                case 4 -> {
                    damageHeader(headers);
                    story.add("header");
                }
                case 5 -> {
                    byte[] longer = random.nextInt(50) == 0 ? new byte[(1 << 20) + 5] : body.clone();
                    damage(longer);
                    body = longer;
                    story.add("body");
                }
                default -> {
                    headers.put(one("content-length", "fromnode", "masternode"), one("-5", "99999999999", "x", "7"));
                    story.add("more headers");
                }
            }
        }
        HttpRequestData request = HandlerBench.request(method, path, query, headers, body);
        boolean harmed = !signed || !before.isSame(method, path, query, body, headers);
        return new Mutation(request, harmed, String.join(", ", story));
    }

    private byte[] frame() {
        FrameGenerator generator = new FrameGenerator(random.nextLong());
        Frame frame = random.nextInt(8) == 0 ? generator.reply() : generator.request();
        return frame.body() instanceof org.pastecluster.message.Request
                ? FrameCodec.request(frame).toBytes()
                : "{\"pastecluster\":{\"kind\":\"ack\"}}".getBytes(StandardCharsets.UTF_8);
    }

    private void damage(byte[] bytes) {
        if (bytes.length > 0) {
            int at = random.nextInt(bytes.length);
            bytes[at] = (byte) (bytes[at] ^ (1 << random.nextInt(8)));
        }
    }

    private void damageHeader(Map<String, String> headers) {
        String name = one(
                "pastecluster-from",
                "pastecluster-to",
                "pastecluster-time",
                "pastecluster-nonce",
                "pastecluster-signature",
                "slovetoken");
        String value = headers.get(name);
        switch (random.nextInt(4)) {
            case 0 -> headers.remove(name);
            case 1 -> headers.put(name, one("", "0x", "-1", "999999999999999999999", "é", SECRET));
            case 2 -> headers.put(name, "z".repeat(3000));
            default -> headers.put(name, value == null ? "1" : value + "1");
        }
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }
}
