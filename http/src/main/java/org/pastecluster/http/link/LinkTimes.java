package org.pastecluster.http.link;

import java.time.Duration;

/**
 * How patient links are.
 *
 * @param keepAlive a link on which nothing was written for so long gets a sign of life
 * @param silence a link on which nothing came for so long is closed and dialled anew
 * @param dial longest time until a dial has succeeded
 * @param retryFirst after a second dial that failed; doubles each time
 * @param retryMost longest time between two dials, to a node that can have links
 * @param retryRefused time until the next dial to what turned links down
 * @param look how often links are looked at for all that
 */
public record LinkTimes(
        Duration keepAlive,
        Duration silence,
        Duration dial,
        Duration retryFirst,
        Duration retryMost,
        Duration retryRefused,
        Duration look) {

    /** 10 s, 25 s, 5 s, 50 ms, 2 s, 30 s, 2.5 s. */
    public static final LinkTimes DEFAULT = new LinkTimes(
            Duration.ofSeconds(10),
            Duration.ofSeconds(25),
            Duration.ofSeconds(5),
            Duration.ofMillis(50),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofMillis(2500));
}
