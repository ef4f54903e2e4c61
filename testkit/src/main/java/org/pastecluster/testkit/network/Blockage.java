package org.pastecluster.testkit.network;

import org.pastecluster.message.CallFailure;

/** Why one machine's calls don't reach another. */
public enum Blockage {
    /** Packets vanish. */
    SILENT(CallFailure.SILENT, ""),
    /** A firewall, or the machine itself, refuses connections. */
    REFUSED(CallFailure.REFUSED, "connection refused"),
    /** A proxy answers in place of the node. */
    FOREIGN(CallFailure.FOREIGN, "502 Bad Gateway, text/html"),
    /** The node answers, but doesn't accept the caller. */
    REJECTED(CallFailure.REJECTED, "403 wrong secret");

    private final CallFailure failure;
    private final String detail;

    Blockage(CallFailure failure, String detail) {
        this.failure = failure;
        this.detail = detail;
    }

    CallFailure failure() {
        return failure;
    }

    String detail() {
        return detail;
    }
}
