package org.pastecluster.it.neighbour;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonParser;

/** The small web service around a .NET node: what can be read of it and what its business code can be told. Blocking; not thread-safe. */
final class Business {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int DEPTH = 16;

    /** What it answers of whom it follows. {@code master} is {@code -} for nobody. */
    record Answers(String master, List<String> listed) {}

    /** A message that its business got. */
    record Message(int type, String body) {}

    private final HttpClient client;
    private final String host;
    private final String secret;

    Business(HttpClient client, String host, String secret) {
        this.client = client;
        this.host = host;
        this.secret = secret;
    }

    String host() {
        return host;
    }

    /** Empty where it does not answer. */
    Optional<Answers> answers() throws InterruptedException {
        try {
            JsonObject health = JsonParser.object(get("/api/cluster/health"), DEPTH);
            JsonObject master = health.object("master");
            List<String> listed = new ArrayList<>();
            for (JsonObject node : list(get("/api/cluster/nodes"))) {
                listed.add(node.requiredText("host"));
            }
            listed.sort(null);
            return Optional.of(new Answers(master == null ? "-" : master.requiredText("host"), listed));
        } catch (IOException | JsonException notNow) {
            return Optional.empty();
        }
    }

    /** All that its business has got since its start, the component's own notices among it; empty where it does not answer. */
    Optional<List<Message>> inbox() throws InterruptedException {
        try {
            List<Message> messages = new ArrayList<>();
            for (JsonObject message : list(get("/biz/inbox"))) {
                String body = message.text("body");
                messages.add(new Message(message.integer("msg_type"), body == null ? "" : body));
            }
            return Optional.of(messages);
        } catch (IOException | JsonException notNow) {
            return Optional.empty();
        }
    }

    /**
     * Tells its business to send that; whether it said that it did.
     *
     * @param id of whom it is for; nobody may be in group 0
     */
    boolean send(String path, int type, String body, @Nullable Integer id) throws InterruptedException {
        String to = id == null ? "" : "&group=0&id=" + id;
        try {
            byte[] unused = get(
                    "/biz/" + path + "?type=" + type + to + "&body=" + URLEncoder.encode(body, StandardCharsets.UTF_8));
            return true;
        } catch (IOException notNow) {
            return false;
        }
    }

    /** Itself, as it would say so to others; empty where it does not answer. */
    Optional<JsonObject> self() throws InterruptedException {
        try {
            return Optional.ofNullable(
                    JsonParser.object(get("/api/cluster/health"), DEPTH).object("node"));
        } catch (IOException | JsonException notNow) {
            return Optional.empty();
        }
    }

    /** Tells it that this node is master. One that is stopped or cut off does not hear of it. */
    void follow(JsonObject master) throws InterruptedException {
        byte[] body =
                new JsonObject().put("master", master).put("nodes", List.of()).toBytes();
        try {
            byte[] unused = answer(request("/api/cluster/master")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        } catch (IOException notNow) {
            // It is as it was.
        }
    }

    private static List<JsonObject> list(byte[] json) throws JsonException {
        List<JsonObject> objects = new ArrayList<>();
        if (JsonParser.value(json, DEPTH) instanceof List<?> entries) {
            for (Object entry : entries) {
                if (entry instanceof JsonObject object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    private byte[] get(String pathAndQuery) throws IOException, InterruptedException {
        return answer(request(pathAndQuery));
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(host + pathAndQuery))
                .header("slovetoken", secret)
                .timeout(PATIENCE);
    }

    private byte[] answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return response.body();
    }
}
