package shop;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The bills in the database, which takes nothing of a leader that has a successor. */
@Component
public class Bills {

    private final JdbcClient database;
    private final String node;

    Bills(JdbcClient database, @Value("${pastecluster.name}") String node) {
        this.database = database;
        this.node = node;
    }

    /** The number of the run that has begun; empty where the token is stale. */
    @Transactional
    public Optional<Long> begin(Instant slot, long token) {
        if (isStale(token)) {
            return Optional.empty();
        }
        return Optional.of(database.sql("INSERT INTO runs(slot, token, node, started) VALUES (?, ?, ?, now()) RETURNING id")
                .params(Timestamp.from(slot), token, node)
                .query(Long.class)
                .single());
    }

    /** Whether the end of a run was accepted. */
    @Transactional
    public boolean end(long run, long token) {
        return !isStale(token)
                && database.sql("UPDATE runs SET ended = now() WHERE id = ?").param(run).update() == 1;
    }

    private boolean isStale(long token) {
        return database.sql("UPDATE guard SET token = ? WHERE token <= ?").params(token, token).update() == 0;
    }
}
