package org.pastecluster;

import java.util.Objects;

/**
 * Whom a message is for. It is looked up in the view when the message is sent; whom nobody in the view fits, gets nothing, and the verdict
 * is {@link Verdict#GONE}: a message is never sent to all because nobody bears a name. Immutable.
 */
public sealed interface Target {

    /** Every node that bears the name. */
    record Named(String name) implements Target {
        public Named {
            Objects.requireNonNull(name, "name");
        }
    }

    /** One of the nodes that bear the name: this node if it is one of them, else the longest-standing member. */
    record OneNamed(String name) implements Target {
        public OneNamed {
            Objects.requireNonNull(name, "name");
        }
    }

    /** Every node with the id. */
    record Id(int id) implements Target {}

    /** The node at the base URL. */
    record Host(String host) implements Target {
        public Host {
            host = HostUrl.normalise(host);
        }
    }

    /** This very process: not another one that is started later at the same base URL. */
    record OneProcess(Member member) implements Target {
        public OneProcess {
            Objects.requireNonNull(member, "member");
        }
    }

    /** Every node of the group. */
    record Group(int group) implements Target {}

    /**
     * Every member.
     *
     * @param self whether this node gets it too
     */
    record All(boolean self) implements Target {}

    /**
     * The leader, this node if it is the one. While there is none the message waits, in order; what was not transmitted when leadership
     * moves goes to the new leader. A node that does not lead when it would begin with it refuses it.
     */
    record Leader() implements Target {}

    /** This node, if it leads now and still does when its handler would begin; else nobody, and the verdict is {@link Verdict#REFUSED}. */
    record SelfIfLeading() implements Target {}

    /** {@link Named}. */
    static Target named(String name) {
        return new Named(name);
    }

    /** {@link OneNamed}. */
    static Target oneNamed(String name) {
        return new OneNamed(name);
    }

    /** {@link Id}. */
    static Target id(int id) {
        return new Id(id);
    }

    /**
     * {@link Host}.
     *
     * @throws ClusterConfigurationException when it is not a base URL
     */
    static Target host(String host) {
        return new Host(host);
    }

    /** {@link OneProcess}. */
    static Target process(Member member) {
        return new OneProcess(member);
    }

    /** {@link Group}. */
    static Target group(int group) {
        return new Group(group);
    }

    /** All members, this node included. */
    static Target all() {
        return new All(true);
    }

    /** All members but this node. */
    static Target others() {
        return new All(false);
    }

    /** {@link Leader}. */
    static Target leader() {
        return new Leader();
    }

    /** {@link SelfIfLeading}. */
    static Target selfIfLeading() {
        return new SelfIfLeading();
    }
}
