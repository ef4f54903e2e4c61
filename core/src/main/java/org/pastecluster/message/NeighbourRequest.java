package org.pastecluster.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;

/**
 * What is said to a .NET PasteCluster node, and what one asks that needs more than a look at the view. Such a node is a
 * {@link Member} with incarnation 0. The answer is a {@link Reply.Neighbour}.
 */
public sealed interface NeighbourRequest extends Request {

    /** Whether it goes to a node of this project, although it is about a .NET node. */
    default boolean isForOwnKind() {
        return false;
    }

    /** How are you, and whom do you follow? Always harmless. */
    record Health() implements NeighbourRequest {}

    /** Whom do you have in your list? */
    record Nodes() implements NeighbourRequest {}

    /**
     * Follow this master, and know these nodes.
     *
     * @param master the master; the receiver itself, if it leads
     * @param nodes all members, the receiver among them
     */
    record Master(Member master, List<Member> nodes) implements NeighbourRequest {
        public Master {
            nodes = List.copyOf(nodes);
        }
    }

    /** Let this node in; said to a .NET master. */
    record Join(Member node) implements NeighbourRequest {}

    /** Drop this node from your list. */
    record Remove(Member node) implements NeighbourRequest {}

    /** This node leaves; choose another master if it was yours. */
    record Leave(Member node) implements NeighbourRequest {}

    /** A .NET node asks who leads. Answered at once, or when that is decided, or after 3 s with the best claimant. */
    record Ask() implements NeighbourRequest {}

    /**
     * Something was heard of a .NET node. A follower passes it on to its leader.
     *
     * @param kind what
     * @param node the .NET node
     * @param master whom it names as its master; null for nobody
     */
    record Heard(News kind, Member node, @Nullable Member master) implements NeighbourRequest {
        @Override
        public boolean isForOwnKind() {
            return true;
        }
    }

    /** What can be heard of a .NET node. */
    enum News {
        /** It wants to join, and waits for a {@link Master}. */
        JOINS,
        /** It announces a master, itself in most cases. */
        ANNOUNCES,
        /** It is not known, names another master, or looks for one. */
        DIFFERS
    }
}
