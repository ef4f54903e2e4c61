package org.pastecluster.samples.board;

import org.pastecluster.Member;

/** What the members of the cluster are called on the board. */
final class Nodes {

    private Nodes() {}

    /** For people: a process that is started again has the same one. */
    static String name(Member member) {
        return member.name().isEmpty() ? member.host() : member.name();
    }

    /** Another one for each process. */
    static String process(Member member) {
        return Long.toHexString(member.incarnation());
    }
}
