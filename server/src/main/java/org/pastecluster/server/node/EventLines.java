package org.pastecluster.server.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterListener;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ClusterView;
import org.pastecluster.Leadership;
import org.pastecluster.Member;
import org.pastecluster.http.json.JsonObject;

/** Prints what happens as one JSON object a line. */
final class EventLines implements ClusterListener {

    private final LineWriter out;
    private final @Nullable String host;
    private volatile @Nullable ClusterView view;
    private volatile boolean leads;

    /**
     * @param host this node's base URL; null while only the node's first view will tell it
     */
    EventLines(LineWriter out, @Nullable String host) {
        this.out = out;
        this.host = host;
    }

    @Override
    public void onEvent(ClusterEvent event) {
        if (event instanceof ClusterEvent.ViewChanged changed) {
            show(changed.view());
        } else if (event instanceof ClusterEvent.LeaderChanged changed) {
            view = changed.view();
            print(line("leader", changed.view().number()));
        } else if (event instanceof ClusterEvent.LeadershipAcquired acquired) {
            leads = true;
            print(ofLeadership("acquired", acquired.leadership()));
        } else if (event instanceof ClusterEvent.LeadershipEnding ending) {
            print(ofLeadership("ending", ending.leadership())
                    .put("remainingMs", ending.remaining().toMillis()));
        } else if (event instanceof ClusterEvent.LeadershipLost lost) {
            leads = false;
            print(ofLeadership("lost", lost.leadership()).put("reason", lost.reason()));
        } else if (event instanceof ClusterEvent.MemberJoined joined) {
            print(ofMember("joined", joined.member(), true));
        } else if (event instanceof ClusterEvent.MemberLeft left) {
            print(ofMember("left", left.member(), false).put("reason", left.reason()));
        } else if (event instanceof ClusterEvent.MessageReceived received) {
            print(ofMessage(received.message()));
        } else if (event instanceof ClusterEvent.Stopped stopped) {
            print(line("stopped", number()).put("reason", stopped.reason()).put("failed", stopped.failed()));
        }
    }

    /** The others' comings and goings are news of their own; that this node itself is a member now is seen from the view. */
    private void show(ClusterView next) {
        String self = next.self().host();
        boolean joins =
                view != null && !hosts(view).contains(self) && hosts(next).contains(self);
        view = next;
        if (joins) {
            print(line("joined", next.number()).put("member", self));
        }
    }

    /**
     * Prints when the program began and when its port was open, on the monotonic clock. From any thread.
     */
    void started(long mainNanos, long openNanos) {
        print(line("started", number()).put("mainNs", mainNanos).put("openNs", openNanos));
    }

    /** Prints how things stand. From any thread. */
    void status() {
        print(line("status", number()));
    }

    private JsonObject ofLeadership(String event, Leadership leadership) {
        return line(event, leadership.number()).put("token", Long.toString(leadership.token()));
    }

    /** Comings and goings are told before the view that shows them. */
    private JsonObject ofMember(String event, Member member, boolean isThere) {
        List<String> members = hosts(view);
        members.remove(member.host());
        if (isThere) {
            members.add(member.host());
        }
        return line(event, number(), members).put("member", member.host());
    }

    private JsonObject ofMessage(ClusterMessage message) {
        return line("message", number())
                .put("from", message.from())
                .put("type", message.type())
                .put("body", message.body());
    }

    private long number() {
        ClusterView known = view;
        return known == null ? 0 : known.number();
    }

    private JsonObject line(String event, long number) {
        return line(event, number, hosts(view));
    }

    private JsonObject line(String event, long number, List<String> members) {
        ClusterView known = view;
        return new JsonObject()
                .put("atMs", System.currentTimeMillis())
                .put("node", known == null ? host : known.self().host())
                .put("event", event)
                .put("term", number)
                .put("leader", leader(known))
                .put("members", members)
                .put("role", known == null ? null : known.role().name().toLowerCase(Locale.ROOT))
                .put("version", known == null ? 0 : known.version())
                .put("monotonicNs", System.nanoTime());
    }

    /** News of a leadership may come before the view that shows it. */
    private @Nullable String leader(@Nullable ClusterView known) {
        Member leader = known == null ? null : leads ? known.self() : known.leader();
        return leader == null ? null : leader.host();
    }

    private static List<String> hosts(@Nullable ClusterView view) {
        List<String> hosts = new ArrayList<>();
        if (view != null) {
            for (Member member : view.members()) {
                hosts.add(member.host());
            }
        }
        return hosts;
    }

    private void print(JsonObject line) {
        out.write(line.toString());
    }
}
