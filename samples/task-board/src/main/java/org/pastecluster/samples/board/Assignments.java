package org.pastecluster.samples.board;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has which task. To be changed inside of {@link Fence#write} alone. */
@Component
class Assignments {

    /**
     * One that its node has to be told.
     *
     * @param process which process it is, as {@link Nodes#process} says
     */
    record Untold(UUID assignment, long id, int attempt, String title, double seconds, String process) {

        Assignment message() {
            return new Assignment(assignment, id, attempt, title, seconds);
        }
    }

    private record Load(String process, int tasks) {}

    private final JdbcClient database;

    Assignments(JdbcClient database) {
        this.database = database;
    }

    /**
     * Opens the tasks of processes that are gone.
     *
     * @param living all processes of the cluster
     * @return for each task the name of the node that had it
     */
    List<String> takeBack(Set<String> living) {
        return database.sql("""
                        UPDATE task SET state = 'open', assignment = NULL
                        WHERE state = 'given' AND process NOT IN (:living) RETURNING node
                        """).param("living", living).query(String.class).list();
    }

    /** How many tasks each process has; those that have none are missing. */
    Map<String, Integer> loads() {
        Map<String, Integer> loads = new TreeMap<>();
        database.sql("SELECT process, count(*) AS tasks FROM task WHERE state = 'given' GROUP BY process")
                .query(Load.class)
                .list()
                .forEach(load -> loads.put(load.process(), load.tasks()));
        return loads;
    }

    /** The oldest tasks that nobody has. */
    List<Long> open(int most) {
        return database.sql("SELECT id FROM task WHERE state = 'open' ORDER BY id LIMIT :most")
                .param("most", most)
                .query(Long.class)
                .list();
    }

    /** Gives an open task to a process, which has to be told. */
    void give(long task, String node, String process) {
        var unused = database.sql("""
                        UPDATE task SET state = 'given', attempt = attempt + 1, assignment = gen_random_uuid(),
                               node = :node, process = :process, token = 0, told_at = now()
                        WHERE id = :task AND state = 'open'
                        """)
                .param("task", task)
                .param("node", node)
                .param("process", process)
                .update();
    }

    /**
     * Those that no node has begun with and that this leadership has not told, or two seconds ago: what an earlier leader told may have
     * been lost with it.
     */
    List<Untold> untold(long token) {
        return database.sql("""
                        UPDATE task SET token = :token, told_at = now()
                        WHERE state = 'given' AND (token <> :token OR told_at < now() - interval '2 seconds')
                          AND NOT EXISTS (SELECT 1 FROM work WHERE work.assignment = task.assignment)
                        RETURNING assignment, id, attempt, title, seconds, process
                        """).param("token", token).query(Untold.class).list();
    }
}
