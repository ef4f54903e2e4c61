package org.pastecluster.samples.board;

import java.time.Duration;
import java.time.Instant;
import org.pastecluster.Cluster;
import org.pastecluster.Target;
import org.pastecluster.spring.ClusterListener;
import org.pastecluster.spring.ClusterTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** What each node does with the tasks that it is given. */
@Component
class Worker {

    /** The type of the message that tells the leader of a place for a further task; the text is the node's name. */
    static final int REPORT = 21;

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final ClusterTemplate template;
    private final Work work;
    private final TaskScheduler clock;

    Worker(Cluster cluster, ClusterTemplate template, Work work, TaskScheduler clock) {
        this.cluster = cluster;
        this.template = template;
        this.work = work;
        this.clock = clock;
    }

    // tag::work
    @ClusterListener(type = Assigner.ASSIGNMENT)
    void begin(Assignment assignment) {
        if (work.begin(assignment, Nodes.name(cluster.self()))) {
            LOG.info("begins with {}", assignment);
            // Stands for the work: it takes its time.
            var unused = clock.schedule(
                    () -> end(assignment), Instant.now().plusMillis((long) (1000 * assignment.seconds())));
        }
    }

    private void end(Assignment assignment) {
        try {
            boolean done = work.end(assignment);
            LOG.info(done ? "has done {}" : "did {}, but another node had it by then", assignment);
            var unused = template.send(Target.leader(), REPORT, Nodes.name(cluster.self()));
        } catch (DataAccessException noDatabase) {
            LOG.warn("cannot say yet that it did {}: {}", assignment, noDatabase.getMessage());
            var unused = clock.schedule(() -> end(assignment), Instant.now().plus(PAUSE));
        }
    }
    // end::work
}
