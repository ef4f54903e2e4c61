package org.pastecluster.protocol;

/** One node whose support is asked for. */
final class Voter {
    final String host;
    final boolean waitedFor;
    boolean answered;
    boolean supports;
    boolean supportsAnother;
    boolean refused;
    boolean calledAgain;
    boolean mayGiveSupport = true;
    int attempts;

    Voter(String host, boolean waitedFor) {
        this.host = host;
        this.waitedFor = waitedFor;
    }

    void startRound() {
        answered = false;
        supports = false;
        supportsAnother = false;
        refused = false;
        calledAgain = false;
        attempts = 1;
    }
}
