package org.pastecluster.protocol;

import java.time.Duration;
import org.pastecluster.ClusterSettings;

/** The settings as nanoseconds, and the times that follow from them. */
final class Timing {

    /** A host in whose place something foreign answers may be a node behind a proxy that is not ready yet. */
    private static final Duration FOREIGN_DELAY = Duration.ofSeconds(10);

    private static final Duration FIRST_ROUND = Duration.ofSeconds(1);
    private static final Duration FRESHLY_MISSING = Duration.ofMinutes(10);

    final long heartbeat;
    final long doubt;
    final long verdict;
    final long lease;
    final long callTimeout;
    final long foundingMargin;
    final long claimDelay;
    final long searchInterval;
    final long searchIntervalLater;
    final long foreignDelay = FOREIGN_DELAY.toNanos();
    final long firstRound = FIRST_ROUND.toNanos();
    final long freshlyMissing = FRESHLY_MISSING.toNanos();

    /** A member that has heard nothing for this long calls its leader, a little after the leader's own call was due. */
    final long pullAfter;

    /** A step that comes this much later than the node asked for shows that the node was asleep. */
    final long sleepThreshold;

    /** How long a check of a suspect may take. */
    final long checkTimeout;

    /** How long a leader that was silent for the time of verdict may take to answer the claim to succeed it. */
    final long lastCheckTimeout;

    /** How long a round waits for those that did not answer when last called: time to learn that they are back, and hardly a delay. */
    final long grace;

    /**
     * How long a newcomer leaves it to the members that it found to agree on a leader. Then it competes too: they may be
     * unable to call anybody, though they can be called.
     */
    final long membersHead;

    /** How much longer than a lease its end is waited for: clocks of different machines do not run at quite the same rate. */
    final long clockDrift;

    /** How long changes of the view are gathered before they are published. */
    final long publishDelay;

    /** How long support for a claim holds without being asked for again. */
    final long support;

    /** How long the other members wait for the chosen heir's claim. */
    final long heirHead;

    Timing(ClusterSettings settings) {
        heartbeat = settings.heartbeat().toNanos();
        doubt = settings.doubt().toNanos();
        verdict = settings.verdict().toNanos();
        lease = settings.lease().toNanos();
        callTimeout = settings.callTimeout().toNanos();
        foundingMargin = settings.foundingMargin().toNanos();
        claimDelay = settings.claimDelay().toNanos();
        searchInterval = settings.searchInterval().toNanos();
        searchIntervalLater = settings.searchIntervalLater().toNanos();
        pullAfter = heartbeat + heartbeat / 10;
        sleepThreshold = heartbeat / 2;
        checkTimeout = heartbeat / 2;
        lastCheckTimeout = heartbeat * 2 / 5;
        grace = heartbeat / 50;
        membersHead = 3 * lease;
        clockDrift = lease / 1000;
        publishDelay = heartbeat / 200;
        support = heartbeat * 5 / 2;
        heirHead = heartbeat / 2;
    }
}
