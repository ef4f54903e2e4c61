package org.pastecluster.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.pastecluster.ClusterMessage;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.Secret;
import org.pastecluster.http.TestTime;
import org.pastecluster.http.auth.SignedRequest;
import org.pastecluster.http.link.LinkHub;
import org.pastecluster.http.link.LinkTimes;
import org.pastecluster.message.Body;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.ViewId;
import org.pastecluster.spi.Transport;

/** A handler with a cluster that stands still behind it, and the means to ask it. */
final class HandlerBench implements AutoCloseable, Transport.Receiver {

    static final long INCARNATION = 11;
    static final long CALLER = 0xca11e4;

    final TestTime time = new TestTime(1_800_000_000_000L);
    final RecordingCluster cluster = new RecordingCluster();
    final List<Frame> frames = new CopyOnWriteArrayList<>();
    final List<ClusterMessage> messages = new CopyOnWriteArrayList<>();
    final List<Transport.Answer> unanswered = new CopyOnWriteArrayList<>();
    final ClusterHttpHandler handler;
    volatile boolean answers = true;
    volatile boolean takesFrames = true;
    private final HttpSettings settings;
    private long nonce;

    HandlerBench(HttpSettings settings) {
        this.settings = settings;
        handler = new ClusterHttpHandler(settings, INCARNATION, time);
    }

    HandlerBench started() {
        handler.receiveWith(this);
        LinkHub links = new LinkHub(time, LinkTimes.DEFAULT, 32, (host, request, timeout, outcome) -> {});
        links.start(this);
        handler.linkWith(links);
        handler.serve(cluster, new ViewNeighbourPort(() -> cluster, settings.nodeCode(), this::deliver));
        return this;
    }

    @Override
    public boolean receive(Frame request, Transport.Answer answer) {
        if (!takesFrames) {
            return false;
        }
        frames.add(request);
        if (answers) {
            answer.answer(reply(request, new Reply.Ack()));
        } else {
            unanswered.add(answer);
        }
        return true;
    }

    Frame reply(Frame request, Body body) {
        Envelope envelope =
                new Envelope(cluster.self(), request.envelope().from().incarnation(), 7, 7, 1, 0, null, ViewId.NONE);
        return new Frame(envelope, body);
    }

    @Override
    public boolean deliver(ClusterMessage message) {
        messages.add(message);
        return true;
    }

    @Override
    public void closed(String host) {
        throw new IllegalStateException("a handler closes nothing");
    }

    /** What would have changed had a stranger got through. */
    int changes() {
        return cluster.commands.size() + cluster.messages.sent.size() + frames.size() + messages.size();
    }

    SignedRequest sign(String method, String operation, String query, byte[] body) {
        return sign(CALLER, method, operation, query, body);
    }

    SignedRequest sign(long caller, String method, String operation, String query, byte[] body) {
        return new SignedRequest(
                settings.secrets().get(0),
                method,
                "/api/cluster/" + operation,
                query,
                body,
                caller,
                INCARNATION,
                time.wallMillis(),
                ++nonce);
    }

    HttpAnswer signed(String method, String operation, String query, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                new TreeMap<>(sign(method, operation, query, bytes).headers());
        headers.put("content-type", "application/json");
        return ask(method, "/api/cluster/" + operation, query, headers, bytes);
    }

    HttpAnswer withToken(String method, String operation, String query, String body) {
        Secret secret = settings.secrets().get(0);
        return ask(
                method,
                "/api/cluster/" + operation,
                query,
                Map.of("slovetoken", secret.token(), "content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    HttpAnswer ask(String method, String path, String query, Map<String, String> headers, byte[] body) {
        return answerTo(request(method, path, query, headers, body)).join();
    }

    static HttpRequestData request(String method, String path, String query, Map<String, String> headers, byte[] body) {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        return new HttpRequestData(
                method, path, query.isEmpty() ? null : query, byName::get, BodySource.of(body), "10.0.0.9");
    }

    CompletableFuture<HttpAnswer> answerTo(HttpRequestData request) {
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        handler.handle(
                request,
                given -> assertThat(answer.complete(given)).as("answered once").isTrue());
        return answer.orTimeout(30, TimeUnit.SECONDS);
    }

    static String text(HttpAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        handler.close();
    }
}
