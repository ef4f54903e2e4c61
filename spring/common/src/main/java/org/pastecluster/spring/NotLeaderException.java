package org.pastecluster.spring;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Member;

/** A {@link LeaderOnly} method was called on a node that does not lead; nothing of it was done. */
public final class NotLeaderException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Member leader;

    /** @param leader who leads, as far as this node knows; null for nobody */
    public NotLeaderException(String sentence, @Nullable Member leader) {
        super(sentence);
        this.leader = leader;
    }

    /** Who leads, as far as this node knows; may itself find, when it is called, that it leads no more. */
    public Optional<Member> leader() {
        return Optional.ofNullable(leader);
    }
}
