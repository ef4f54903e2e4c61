package org.pastecluster.http.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.HostUrl;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.message.Claim;
import org.pastecluster.message.Figures;
import org.pastecluster.message.Grant;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.message.ViewId;
import org.pastecluster.message.ViewUpdate;

/** The values inside of frames as JSON. 64-bit numbers are texts, incarnations sixteen hexadecimal digits. */
final class Values {

    private static final int LONGEST_HOST = 512;
    private static final int LONGEST_NAME = 256;

    private Values() {}

    static String incarnation(long incarnation) {
        return Incarnations.text(incarnation);
    }

    static long incarnation(JsonObject json, String name) throws JsonException {
        String text = json.text(name);
        return text == null ? 0 : Incarnations.parse(name, text);
    }

    /** A number that leaders count up. A larger one would overflow in the fencing token, for ever and for everybody. */
    static long number(JsonObject json, String name) throws JsonException {
        long number = json.number(name, 0);
        if (number < 0 || number > LeaderRef.HIGHEST_NUMBER) {
            throw new JsonException("'" + name + "' must be from 0 to " + LeaderRef.HIGHEST_NUMBER);
        }
        return number;
    }

    /** A base URL in its one spelling. */
    static String host(String name, String text) throws JsonException {
        if (text.length() > LONGEST_HOST) {
            throw new JsonException("'" + name + "' is longer than " + LONGEST_HOST + " characters");
        }
        try {
            return HostUrl.normalise(text);
        } catch (ClusterConfigurationException notAHost) {
            throw new JsonException("'" + name + "' must be a base URL");
        }
    }

    static String host(JsonObject json, String name) throws JsonException {
        return host(name, json.requiredText(name));
    }

    static @Nullable String hostOrNull(JsonObject json, String name) throws JsonException {
        String text = json.text(name);
        return text == null ? null : host(name, text);
    }

    static List<String> hosts(JsonObject json, String name) throws JsonException {
        List<String> hosts = new ArrayList<>();
        for (String text : json.texts(name)) {
            hosts.add(host(name, text));
        }
        return hosts;
    }

    static JsonObject member(Member member) {
        JsonObject json = new JsonObject().put("host", member.host());
        if (member.id() != 0) {
            json.put("id", member.id());
        }
        if (member.group() != 0) {
            json.put("group", member.group());
        }
        if (!member.name().isEmpty()) {
            json.put("name", member.name());
        }
        return json.put("incarnation", incarnation(member.incarnation()));
    }

    static Member member(JsonObject json) throws JsonException {
        return new Member(address(json), incarnation(json, "incarnation"));
    }

    private static NodeAddress address(JsonObject json) throws JsonException {
        String name = json.text("name", "");
        if (name.length() > LONGEST_NAME) {
            throw new JsonException("'name' is longer than " + LONGEST_NAME + " characters");
        }
        return new NodeAddress(host(json, "host"), json.integer("id"), json.integer("group"), name);
    }

    static @Nullable JsonObject leader(@Nullable LeaderRef leader) {
        return leader == null ? null : member(leader.member()).putLong("number", leader.number());
    }

    static @Nullable LeaderRef leader(@Nullable JsonObject json) throws JsonException {
        return json == null ? null : someLeader(json);
    }

    static LeaderRef someLeader(JsonObject json) throws JsonException {
        return new LeaderRef(member(json), number(json, "number"));
    }

    static JsonObject claim(Claim claim) {
        return member(claim.candidate()).putLong("number", claim.number()).putLong("vote_time", claim.voteTime());
    }

    static Claim claim(JsonObject json) throws JsonException {
        return new Claim(number(json, "number"), json.number("vote_time", 0), member(json));
    }

    static JsonObject figures(Figures figures) {
        return new JsonObject()
                .put("leader", leader(figures.leader()))
                .put("support", figures.support())
                .putLong("led_ns", figures.ledNanos());
    }

    static Figures figures(JsonObject json) throws JsonException {
        return new Figures(
                someLeader(json.requiredObject("leader")), json.integer("support"), json.number("led_ns", 0));
    }

    static JsonObject grant(Grant grant) {
        return new JsonObject().put("leader", leader(grant.leader())).putLong("remaining_ns", grant.remainingNanos());
    }

    static Grant grant(JsonObject json) throws JsonException {
        return new Grant(leader(json.object("leader")), json.number("remaining_ns", 0));
    }

    static JsonObject viewId(ViewId id) {
        return new JsonObject().putLong("number", id.number()).putLong("version", id.version());
    }

    static ViewId viewId(@Nullable JsonObject json) throws JsonException {
        return json == null ? ViewId.NONE : new ViewId(number(json, "number"), json.number("version", 0));
    }

    static JsonObject update(ViewUpdate update) {
        return new JsonObject()
                .put("leader", leader(update.leader()))
                .put("base", viewId(update.base()))
                .putLong("version", update.version())
                .put("joined", members(update.joined()))
                .put("left", members(update.left()))
                .put("presiding", update.presiding() == null ? null : member(update.presiding()))
                .put(
                        "supersedes",
                        update.supersedes().stream().map(Values::leader).toList());
    }

    static ViewUpdate update(JsonObject json) throws JsonException {
        List<LeaderRef> supersedes = new ArrayList<>();
        for (JsonObject each : json.objects("supersedes")) {
            supersedes.add(someLeader(each));
        }
        JsonObject presiding = json.object("presiding");
        return new ViewUpdate(
                someLeader(json.requiredObject("leader")),
                viewId(json.object("base")),
                json.number("version", 0),
                readMembers(json.objects("joined")),
                readMembers(json.objects("left")),
                presiding == null ? null : member(presiding),
                supersedes);
    }

    private static List<JsonObject> members(List<Member> members) {
        return members.stream().map(Values::member).toList();
    }

    private static List<Member> readMembers(List<JsonObject> objects) throws JsonException {
        List<Member> members = new ArrayList<>(objects.size());
        for (JsonObject each : objects) {
            members.add(member(each));
        }
        return members;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** A word that a newer node knows and this one does not is taken for {@code unknown}. */
    static <E extends Enum<E>> E word(JsonObject json, String name, E unknown) throws JsonException {
        String word = json.text(name, "");
        for (E value : unknown.getDeclaringClass().getEnumConstants()) {
            if (word(value).equals(word)) {
                return value;
            }
        }
        return unknown;
    }
}
