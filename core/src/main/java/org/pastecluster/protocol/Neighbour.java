package org.pastecluster.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pastecluster.Member;

/** What a leader keeps of one .NET node. */
final class Neighbour {

    private static final long UNKNOWN = -1;

    final Member member;

    /** Who left the cluster and is to be dropped from its list, by host. */
    final Map<String, Member> departed = new LinkedHashMap<>();

    /** Whether it has to be sent who is master and who is there. */
    boolean owed = true;

    /** Whether something changed while a call was under way. */
    boolean changed;

    /** Whether a call is under way; there is one at a time. */
    boolean busy;

    long answeredAt;

    /** When it began to compete last, as its health said. */
    private long competed = UNKNOWN;

    /** What was known of that when it was sent the latest {@code master} that it answered. */
    private long toldSince = UNKNOWN;

    /** How many calls in a row were refused. */
    int refusals;

    /** How many looks in a row found it to disagree. */
    int strikes;

    /** Since when it names another master than it should. */
    long differsSince = Peer.NEVER;

    Timers.Timer next = Timers.Timer.none();

    Neighbour(Member member, long now) {
        this.member = member;
        this.answeredAt = now;
    }

    String host() {
        return member.host();
    }

    void looked(long voteTime) {
        competed = voteTime;
    }

    /** It is sent who is master: what is to be given to {@link #told} when it answers. */
    long tells() {
        toldSince = UNKNOWN;
        return competed;
    }

    void told(long since) {
        toldSince = since;
    }

    /**
     * Whether it was told who is master since it began to compete last. A node that has competed holds its messages until then,
     * also when it has learned from somebody's answer whom to follow, and so seems to agree.
     */
    boolean isTold() {
        return competed != UNKNOWN && competed == toldSince;
    }

    void answered(long now) {
        answeredAt = now;
        refusals = 0;
    }
}
