package org.pastecluster.it.judge;

/** Judges one promise, or a part of one, after the campaign. */
interface Checker {
    void check(Campaign campaign, Findings findings);
}
