package org.pastecluster.samples.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.pastecluster.Cluster;
import org.pastecluster.Target;
import org.pastecluster.spring.ClusterListener;
import org.pastecluster.spring.ClusterTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

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
    /** From being given until the database knows how it ended. */
    private final Set<UUID> taken = ConcurrentHashMap.newKeySet();

    Worker(Cluster cluster, ClusterTemplate template, Work work, TaskScheduler clock) {
        this.cluster = cluster;
        this.template = template;
        this.work = work;
        this.clock = clock;
    }

    // tag::work
    @ClusterListener(type = Assigner.ASSIGNMENT)
    void given(Assignment assignment) {
        // It may be told again by a leader that does not see yet that it has begun.
        if (taken.add(assignment.id())) {
            begin(assignment);
        }
    }

    private void begin(Assignment assignment) {
        untilHeard(assignment, this::begin, () -> {
            if (work.begin(assignment, Nodes.name(cluster.self()))) {
                LOG.info("begins with {}", assignment);
                // Stands for the work: it takes its time.
                after(Duration.ofMillis((long) (1000 * assignment.seconds())), () -> end(assignment));
            } else {
                taken.remove(assignment.id());
            }
        });
    }

    private void end(Assignment assignment) {
        untilHeard(assignment, this::end, () -> {
            boolean done = work.end(assignment);
            taken.remove(assignment.id());
            LOG.info(done ? "has done {}" : "did {}, but another node had it by then", assignment);
            var unused = template.send(Target.leader(), REPORT, Nodes.name(cluster.self()));
        });
    }

    /**
     * A database that cannot be reached is asked again. Whether it has done what it was asked for and only its answer was lost does not
     * matter, see {@link Work}. The leader does not help: it waits for this node as long as it lives.
     */
    private void untilHeard(Assignment assignment, Consumer<Assignment> again, Runnable step) {
        try {
            step.run();
        } catch (DataAccessException | TransactionException noDatabase) {
            LOG.warn("asks the database again about {}: {}", assignment, noDatabase.getMessage());
            after(PAUSE, () -> again.accept(assignment));
        }
    }

    private void after(Duration time, Runnable step) {
        var unused = clock.schedule(step, Instant.now().plus(time));
    }
    // end::work
}
