package org.pastecluster.http.handler;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.Delivery;
import org.pastecluster.Lane;
import org.pastecluster.LaneSettings;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.Target;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;

/** Sends messages through this node, for people and for programs in other languages. Thread-safe. */
final class SendDoor {

    /** Below the time within which a request is answered, so that an answer can tell that a message expired. */
    static final long LONGEST_LIFE_MILLIS = 4000;

    /** Of all lanes that a node can open, the application's too. */
    private static final int MOST_LANES = 16;

    private static final String[] TARGETS = {"name", "id", "group", "host", "all", "others", "leader"};

    private final Executor answers;
    private final Map<Long, OpenLane> lanes = new HashMap<>();

    /**
     * @param answers writes answers
     */
    SendDoor(Executor answers) {
        this.answers = answers;
    }

    /** One lane for all messages with the same time to live, while there are any. They have no order among each other. */
    private static final class OpenLane {
        private final Lane lane;
        private int messages;

        private OpenLane(Lane lane) {
            this.lane = lane;
        }
    }

    /** Returns at once; the answer comes when every target has its verdict. */
    void send(Cluster cluster, JsonObject wanted, Exchange exchange) throws JsonException, RefusedException {
        Target target = target(wanted);
        Message message = message(wanted);
        long life = wanted.number("ttl_ms", LONGEST_LIFE_MILLIS);
        if (life < 1 || life > LONGEST_LIFE_MILLIS) {
            throw new RefusedException(400, "'ttl_ms' must be from 1 to " + LONGEST_LIFE_MILLIS);
        }
        var unused = sendOn(laneFor(cluster, life), life, target, message)
                .whenCompleteAsync(
                        (delivery, failure) -> {
                            if (delivery == null) {
                                exchange.refuse(500, "this node could not send the message: " + failure);
                            } else {
                                exchange.json(answer(delivery));
                            }
                        },
                        answers);
    }

    private CompletionStage<Delivery> sendOn(Lane lane, long life, Target target, Message message) {
        try {
            return lane.send(target, message).whenComplete((delivery, failure) -> giveBack(life));
        } catch (RuntimeException unexpected) {
            giveBack(life);
            throw unexpected;
        }
    }

    private synchronized Lane laneFor(Cluster cluster, long life) {
        OpenLane open = lanes.get(life);
        if (open == null) {
            if (lanes.size() >= MOST_LANES) {
                throw new ClusterUnavailableException("Too many different times to live at a time.");
            }
            LaneSettings settings =
                    LaneSettings.DEFAULT.timeToLive(Duration.ofMillis(life)).ordered(false);
            open = new OpenLane(cluster.messages().openLane(settings));
            lanes.put(life, open);
        }
        open.messages++;
        return open.lane;
    }

    private synchronized void giveBack(long life) {
        OpenLane open = lanes.get(life);
        if (open != null && --open.messages == 0) {
            lanes.remove(life);
            open.lane.close();
        }
    }

    private static Target target(JsonObject wanted) throws JsonException, RefusedException {
        List<String> given = Stream.of(TARGETS).filter(wanted::isGiven).toList();
        if (given.size() != 1) {
            throw new RefusedException(
                    400,
                    "one of 'name', 'id', 'group', 'host', 'all', 'others' and 'leader' must tell the target; "
                            + (given.isEmpty() ? "none does" : "'" + String.join("' and '", given) + "' do"));
        }
        String field = given.get(0);
        boolean isOne = wanted.flag("one");
        if (isOne && !field.equals("name")) {
            throw new RefusedException(400, "'one' goes with 'name' alone");
        }
        return switch (field) {
            case "name" -> named(wanted.requiredText("name"), isOne);
            case "id" -> Target.id(wanted.integer("id"));
            case "group" -> Target.group(wanted.integer("group"));
            case "host" -> host(wanted.requiredText("host"));
            default -> everybody(field, wanted.flag(field));
        };
    }

    private static Target named(String name, boolean isOne) throws RefusedException {
        if (name.isEmpty()) {
            throw new RefusedException(400, "'name' is empty");
        }
        return isOne ? Target.oneNamed(name) : Target.named(name);
    }

    private static Target host(String host) throws RefusedException {
        try {
            return Target.host(host);
        } catch (ClusterConfigurationException notAHost) {
            throw new RefusedException(400, "'host' must be a base URL, such as http://192.0.2.3:8080");
        }
    }

    private static Target everybody(String field, boolean isTrue) throws RefusedException {
        if (!isTrue) {
            throw new RefusedException(400, "'" + field + "' must be true, or be left out");
        }
        return switch (field) {
            case "all" -> Target.all();
            case "others" -> Target.others();
            default -> Target.leader();
        };
    }

    private static Message message(JsonObject wanted) throws JsonException, RefusedException {
        String base64 = wanted.text("base64");
        if (base64 != null && wanted.isGiven("body")) {
            throw new RefusedException(400, "'body' and 'base64' exclude each other");
        }
        int type = wanted.integer("type");
        byte[] bytes = base64 == null ? null : bytes(base64);
        try {
            Message bare = bytes == null ? Message.text(type, wanted.text("body", "")) : Message.bytes(type, bytes);
            return with(headers(wanted), bare);
        } catch (IllegalArgumentException ownType) {
            throw new RefusedException(400, "'type' must be 0 or above 10");
        }
    }

    private static byte[] bytes(String base64) throws RefusedException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new RefusedException(400, "'base64' must be base 64");
        }
    }

    private static Map<String, String> headers(JsonObject wanted) throws JsonException, RefusedException {
        Map<String, String> headers = wanted.textsByName("headers");
        long size = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            size += header.getKey().getBytes(StandardCharsets.UTF_8).length
                    + header.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (size > Message.LARGEST_HEADERS) {
            throw new RefusedException(
                    400, "'headers' have " + size + " bytes; at most " + Message.LARGEST_HEADERS + " can be sent");
        }
        return headers;
    }

    private static Message with(Map<String, String> headers, Message bare) {
        return headers.isEmpty()
                ? bare
                : Message.read(bare.type(), bare.isText(), bare.bytes(), 0, bare.length(), headers);
    }

    private static JsonObject answer(Delivery delivery) {
        return new JsonObject()
                .put("success", delivery.isDelivered())
                .put(
                        "outcomes",
                        delivery.outcomes().stream().map(SendDoor::outcome).toList());
    }

    private static JsonObject outcome(Delivery.Outcome outcome) {
        Member target = outcome.target();
        @Nullable String host = target == null ? null : target.host();
        return new JsonObject()
                .put("host", host)
                .put("verdict", outcome.verdict().name().toLowerCase(Locale.ROOT))
                .put("reason", outcome.reason());
    }
}
