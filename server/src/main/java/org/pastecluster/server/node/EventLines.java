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
import org.pastecluster.Role;
import org.pastecluster.http.json.JsonObject;

/** Prints what happens as one JSON object a line. */
final class EventLines implements ClusterListener {

    /**
     * What the lines so far have told. Views come after the news that lead to them, so each line is of its own moment. That
     * this node leads is told by its leadership alone, which reads the clock: a view may be older than the lease.
     *
     * @param own the leadership that this node has acquired and not lost; null for none
     */
    private record Told(
            @Nullable ClusterView view,
            List<String> members,
            @Nullable Leadership own) {

        private static final Told NOTHING = new Told(null, List.of(), null);

        private Told with(ClusterView next) {
            List<String> hosts = next.members().stream().map(Member::host).toList();
            return new Told(next, hosts, own);
        }

        private Told with(List<String> hosts) {
            return new Told(view, hosts, own);
        }

        private Told leading(@Nullable Leadership acquired) {
            return new Told(view, members, acquired);
        }

        private boolean leads() {
            return own != null && own.isValid();
        }

        private long number() {
            return Math.max(own == null ? 0 : own.number(), view == null ? 0 : view.number());
        }

        private @Nullable String leader(boolean leads) {
            if (view == null) {
                return null;
            }
            Member leader = leads ? view.self() : view.leader();
            boolean isStale = !leads && leader != null && leader.isSameProcessAs(view.self());
            return leader == null || isStale ? null : leader.host();
        }

        /** Null between the end of a leadership and the view that says what the node does next. */
        private @Nullable String role(boolean leads) {
            Role role = view == null ? null : leads ? Role.LEADING : view.role();
            return role == null || (role == Role.LEADING && !leads)
                    ? null
                    : role.name().toLowerCase(Locale.ROOT);
        }
    }

    private final LineWriter out;
    private final @Nullable String host;
    private volatile Told told = Told.NOTHING;

    /**
     * Begins before the node starts, and so misses nothing.
     *
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
            told = told.with(changed.view());
            print(line("leader"));
        } else if (event instanceof ClusterEvent.LeadershipAcquired acquired) {
            told = told.leading(acquired.leadership());
            print(ofLeadership("acquired", acquired.leadership()));
        } else if (event instanceof ClusterEvent.LeadershipEnding ending) {
            print(ofLeadership("ending", ending.leadership())
                    .put("remainingMs", ending.remaining().toMillis()));
        } else if (event instanceof ClusterEvent.LeadershipLost lost) {
            told = told.leading(null);
            print(ofLeadership("lost", lost.leadership()).put("leader", null).put("reason", lost.reason()));
        } else if (event instanceof ClusterEvent.MemberJoined joined) {
            print(joined(joined.member().host()));
        } else if (event instanceof ClusterEvent.MemberLeft left) {
            print(left(left.member().host()).put("reason", left.reason()));
        } else if (event instanceof ClusterEvent.Stopped stopped) {
            print(line("stopped").put("reason", stopped.reason()).put("failed", stopped.failed()));
        }
    }

    /** The others' comings and goings are news of their own; that this node itself is a member now is seen from the view. */
    private void show(ClusterView next) {
        String self = next.self().host();
        boolean isFirst = told.view() == null;
        boolean wasMember = told.members().contains(self);
        told = told.with(next);
        if (!isFirst && !wasMember && told.members().contains(self)) {
            print(line("joined").put("member", self));
        }
    }

    /** Prints when the program began and when its port was open, on the monotonic clock. From any thread. */
    void started(long mainNanos, long openNanos) {
        print(line("started").put("mainNs", mainNanos).put("openNs", openNanos));
    }

    /** Prints how things stand. From any thread. */
    void status() {
        print(line("status"));
    }

    private JsonObject ofLeadership(String event, Leadership leadership) {
        return line(event).put("term", leadership.number()).put("token", Long.toString(leadership.token()));
    }

    private JsonObject joined(String member) {
        List<String> members = others(member);
        members.add(member);
        told = told.with(members);
        return line("joined").put("member", member);
    }

    private JsonObject left(String member) {
        told = told.with(others(member));
        return line("left").put("member", member);
    }

    private List<String> others(String member) {
        List<String> members = new ArrayList<>(told.members());
        members.remove(member);
        return members;
    }

    /** Prints a message. From any thread. */
    void message(ClusterMessage message) {
        print(line("message")
                .put("from", message.from())
                .put("type", message.type())
                .put("body", message.text()));
    }

    private JsonObject line(String event) {
        Told now = told;
        ClusterView view = now.view();
        // Read before the lease: who was frozen in between has not led any later than the line says.
        long atMillis = System.currentTimeMillis();
        long atNanos = System.nanoTime();
        boolean leads = now.leads();
        return new JsonObject()
                .put("atMs", atMillis)
                .put("node", view == null ? host : view.self().host())
                .put("event", event)
                .put("term", now.number())
                .put("leader", now.leader(leads))
                .put("members", now.members())
                .put("role", now.role(leads))
                .put("version", view == null ? 0 : view.version())
                .put("monotonicNs", atNanos);
    }

    private void print(JsonObject line) {
        out.write(line.toString());
    }
}
