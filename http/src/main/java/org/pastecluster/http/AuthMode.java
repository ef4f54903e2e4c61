package org.pastecluster.http;

/** How nodes prove to each other that they hold the secret. */
public enum AuthMode {
    /** Requests and answers are signed; the secret never leaves the process. */
    SIGNED,
    /** The secret travels in clear in a header, as .NET PasteCluster nodes do it; for clusters that have such nodes. */
    TOKEN
}
