package org.pastecluster.runtime;

import org.pastecluster.ClusterHealth.Kind;
import org.pastecluster.message.CallFailure;
import org.pastecluster.protocol.Input;

/**
 * Makes of what a call brought something that a person should mend: a stranger in a node's place, or a node that turns this one
 * away. It is over when that host answers as a node, or when nobody listens there any more. Silence changes nothing: it is
 * neither. Runs on the node's own thread.
 */
final class CallReports {

    private final Reports reports;

    CallReports(Reports reports) {
        this.reports = reports;
    }

    void take(String host, Input outcome, long now) {
        if (outcome instanceof Input.Replied) {
            reports.settle(host, now);
        } else if (outcome instanceof Input.Failed failed) {
            take(host, failed, now);
        }
    }

    private void take(String host, Input.Failed failed, long now) {
        switch (failed.failure()) {
            case FOREIGN -> reports.report(host, Kind.STRANGER, sentence(host, failed), now);
            case REJECTED -> reports.report(host, Kind.TURNED_AWAY, sentence(host, failed), now);
            case REFUSED -> reports.settle(host, now);
            case SILENT -> {}
        }
    }

    /** A transport may have no words for it. */
    private static String sentence(String host, Input.Failed failed) {
        if (!failed.detail().isEmpty()) {
            return failed.detail();
        }
        return failed.failure() == CallFailure.FOREIGN
                ? "What answers at " + host + " is no node of this cluster; check the address."
                : "The node " + host + " turns this one away; give both the same secret.";
    }
}
