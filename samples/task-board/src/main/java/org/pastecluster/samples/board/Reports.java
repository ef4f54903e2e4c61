package org.pastecluster.samples.board;

import org.pastecluster.spring.ClusterListener;
import org.pastecluster.spring.NotLeaderException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The leader hears of a place for a further task, and need not wait for its schedule. */
@Component
class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final Assigner assigner;

    Reports(Assigner assigner) {
        this.assigner = assigner;
    }

    @ClusterListener(type = Worker.REPORT)
    void reported(String node) {
        try {
            assigner.assign();
        } catch (NotLeaderException notAnyMore) {
            // The next leader looks at once by itself.
            LOG.debug("{} reported to a node that led until now", node);
        }
    }
}
