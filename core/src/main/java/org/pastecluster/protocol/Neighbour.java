package org.pastecluster.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pastecluster.Member;

/** What a leader keeps of one .NET node. */
final class Neighbour {

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

    void answered(long now) {
        answeredAt = now;
        refusals = 0;
    }
}
