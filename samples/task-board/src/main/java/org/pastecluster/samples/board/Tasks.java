package org.pastecluster.samples.board;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What everybody may do with tasks: post one, and look. */
@Component
class Tasks {

    /** How many tasks are in each state. */
    record Counts(long open, long given, long done) {}

    private final JdbcClient database;

    Tasks(JdbcClient database) {
        this.database = database;
    }

    /**
     * Puts a task on the board.
     *
     * @param request who asks again under the same one, not knowing whether the first time was heard, gets the same task
     * @return the number of the task
     */
    long post(UUID request, String title, double seconds) {
        return database.sql("""
                        INSERT INTO task (request, title, seconds) VALUES (:request, :title, :seconds)
                        ON CONFLICT (request) DO UPDATE SET request = EXCLUDED.request RETURNING id
                        """)
                .param("request", request)
                .param("title", title)
                .param("seconds", seconds)
                .query(Long.class)
                .single();
    }

    /** Those that are not done, oldest first, and then those that are, newest first. */
    List<Task> list(int most) {
        return database.sql("""
                        SELECT task.id, title, seconds, state, task.attempt, task.node,
                               extract(epoch FROM now() - began_at)::float8 AS elapsed
                        FROM task LEFT JOIN work USING (assignment)
                        ORDER BY state = 'done', CASE state WHEN 'done' THEN -task.id ELSE task.id END
                        LIMIT :most
                        """).param("most", most).query(Task.class).list();
    }

    Counts counts() {
        return database.sql("""
                        SELECT count(*) FILTER (WHERE state = 'open') AS open,
                               count(*) FILTER (WHERE state = 'given') AS given,
                               count(*) FILTER (WHERE state = 'done') AS done
                        FROM task
                        """).query(Counts.class).single();
    }
}
