package org.pastecluster.it.lab.inside;

/** What another program does with connections to a port that was a node's. */
public enum Squatting {
    /** Takes them, reads, and says nothing. */
    SILENT,
    /** Answers everything by bytes that mean nothing. */
    RUBBISH,
    /** Answers everything by a page of HTML. */
    HTML,
    /** Takes them and closes them. */
    CLOSING
}
