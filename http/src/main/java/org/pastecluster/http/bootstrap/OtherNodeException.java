package org.pastecluster.http.bootstrap;

import org.pastecluster.ClusterConfigurationException;

/** This node's own URL leads to another node, which answers as such: waiting for a port to open will not mend that. */
final class OtherNodeException extends ClusterConfigurationException {

    private static final long serialVersionUID = 1L;

    OtherNodeException(String sentence) {
        super(sentence);
    }
}
