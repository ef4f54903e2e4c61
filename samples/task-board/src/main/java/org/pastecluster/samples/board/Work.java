package org.pastecluster.samples.board;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What nodes have begun and ended. Each step is conditional on the assignment: one that was given to another node meanwhile counts no more. */
@Component
class Work {

    private final JdbcClient database;
    private final TransactionOperations transactions;

    Work(JdbcClient database, TransactionOperations transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /**
     * Whether the node may begin: false when the task is no longer its own. May be asked again, by a node that has not heard the answer:
     * each assignment is one node's.
     */
    boolean begin(Assignment assignment, String node) {
        return database.sql("""
                        INSERT INTO work (assignment, task, attempt, node)
                        SELECT assignment, id, attempt, :node FROM task WHERE assignment = :assignment AND state = 'given'
                        ON CONFLICT (assignment) DO UPDATE SET node = EXCLUDED.node
                        """)
                        .param("assignment", assignment.id())
                        .param("node", node)
                        .update()
                == 1;
    }

    /** Whether the task is done by that: false when it was given to another node meanwhile. May be asked again, too. */
    boolean end(Assignment assignment) {
        Boolean done = transactions.execute(status -> {
            int tasks = database.sql("""
                            UPDATE task SET state = 'done', done_at = now()
                            WHERE assignment = :assignment AND state = 'given'
                            """).param("assignment", assignment.id()).update();
            // What was said first stays.
            return database.sql("""
                            UPDATE work SET ended_at = coalesce(ended_at, now()), outcome = coalesce(outcome, :outcome)
                            WHERE assignment = :assignment RETURNING outcome = 'done'
                            """)
                    .param("assignment", assignment.id())
                    .param("outcome", tasks == 1 ? "done" : "stale")
                    .query(Boolean.class)
                    .single();
        });
        return Boolean.TRUE.equals(done);
    }
}
