package org.pastecluster.samples.board;

import org.pastecluster.Leadership;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

// tag::fence
/** Lets a leader write only as long as none with a higher token has written. */
@Component
class Fence {

    private final JdbcClient database;
    private final TransactionOperations transactions;

    Fence(JdbcClient database, TransactionOperations transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /** Does all of the writes or none of them; says whether it did. */
    boolean write(Leadership leadership, Runnable writes) {
        return leadership.isValid() && write(leadership.token(), writes);
    }

    boolean write(long token, Runnable writes) {
        Boolean done = transactions.execute(status -> {
            // Holds the row until the end of the transaction, so that no other leader writes meanwhile.
            int rows = database.sql("UPDATE leader_token SET token = :token WHERE token <= :token")
                    .param("token", token)
                    .update();
            if (rows == 1) {
                writes.run();
            }
            return rows == 1;
        });
        if (!Boolean.TRUE.equals(done)) {
            database.sql("UPDATE leader_token SET refused = refused + 1").update();
        }
        return Boolean.TRUE.equals(done);
    }
}
// end::fence
