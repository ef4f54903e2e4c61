package org.pastecluster.bench.work;

import org.pastecluster.bench.system.SystemKind;

/** Takes what was found. */
public interface Figures {

    void add(SystemKind kind, Measure measure, double value);

    /** There is no figure, and why: a sentence, or a word or two. */
    void miss(SystemKind kind, Work work, String why);

    /** A sentence that belongs to a figure. */
    void remark(SystemKind kind, Work work, String sentence);
}
