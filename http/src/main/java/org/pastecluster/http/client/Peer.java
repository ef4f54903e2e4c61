package org.pastecluster.http.client;

/** What is known of how to talk to one node. Touched by the loop's thread alone. */
final class Peer {

    /** What answers at a host. */
    enum Kind {
        UNKNOWN,
        /** A node of this project. */
        JAVA,
        /** A .NET PasteCluster node. */
        DOT_NET
    }

    private final Target target;
    private long incarnation;
    private long clockAhead;
    private int credential;
    private Kind kind = Kind.UNKNOWN;

    Peer(Target target) {
        this.target = target;
    }

    Target target() {
        return target;
    }

    String host() {
        return target.host();
    }

    /** 0 while it is not known. */
    long incarnation() {
        return incarnation;
    }

    /** Milliseconds on the node's clock, when this node's shows {@code ownMillis}. */
    long clockAt(long ownMillis) {
        return ownMillis + clockAhead;
    }

    /** An answer that was proven tells who answered and what its clock showed. */
    void met(long who, long itsMillis, long ownMillis) {
        incarnation = who;
        clockAhead = itsMillis - ownMillis;
    }

    /** Which of this node's credentials it took last. */
    int credential() {
        return credential;
    }

    void useCredential(int index) {
        credential = index;
    }

    Kind kind() {
        return kind;
    }

    void is(Kind found) {
        kind = found;
    }

    /** Its process may have been replaced by another one. */
    void forget() {
        kind = Kind.UNKNOWN;
        credential = 0;
    }
}
