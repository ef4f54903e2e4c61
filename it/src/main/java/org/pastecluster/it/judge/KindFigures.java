package org.pastecluster.it.judge;

/**
 * What faults of one kind did, in nanoseconds and messages. A message counts for the fault that began or ended last before it was accepted; what came before the first
 * counts for {@code START}. A time without agreement counts for the latest fault under way that concerns the node whose leadership was lost; if there is none, for the one
 * fault that was under way or had just ended; if there were more of these, for {@code SEVERAL}.
 *
 * @param kind its name
 * @param count how many there were
 * @param seen how many of them are seen to have done what they are called, where there is a sign of it; of others, all
 * @param agreeing how long it took until every side had one leader whom all of it named, of those times after which it had not
 * @param agreeingNet the same without the times in which the machine stood still
 * @param leaderless the time in which there was a side without a leader
 * @param doubled the time in which there was a side with two
 * @param messages of the messages that were accepted while a fault of the kind was the last that had begun or ended
 */
public record KindFigures(
        String kind,
        int count,
        int seen,
        Durations agreeing,
        Durations agreeingNet,
        long leaderless,
        long doubled,
        MessageFigures messages) {}
