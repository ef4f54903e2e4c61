package org.pastecluster.protocol;

/** One node whose support is asked for. */
final class Voter {
    final String host;
    boolean waitedFor;

    /** How long a call to it may take. */
    long patience;

    /** Whether anything at all came from it in this round. */
    boolean replied;

    /** Whether its address refused in this round, which proves that it is gone. */
    boolean refused;

    boolean answered;
    boolean supports;
    boolean supportsAnother;
    boolean calledAgain;
    boolean askedAgainSoon;
    boolean mayGiveSupport = true;

    /** How many calls to it have no outcome yet. */
    int open;

    /** Through how many others it was asked. */
    int helpers;

    Voter(String host) {
        this.host = host;
    }

    void startRound(boolean isWaitedFor, long callTimeout) {
        waitedFor = isWaitedFor;
        patience = callTimeout;
        replied = false;
        refused = false;
        answered = false;
        supports = false;
        supportsAnother = false;
        calledAgain = false;
        askedAgainSoon = false;
        open = 0;
        helpers = 0;
    }

    boolean isSilent() {
        return !replied && !refused;
    }
}
