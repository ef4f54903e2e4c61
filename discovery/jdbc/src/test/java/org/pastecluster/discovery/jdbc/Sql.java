package org.pastecluster.discovery.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Statements of tests, which do by hand what others do to a table. */
final class Sql {

    static final String TABLE = "pastecluster_node";
    static final String CREATE =
            "CREATE TABLE " + TABLE + " (host VARCHAR(255) NOT NULL, incarnation VARCHAR(16) NOT NULL,"
                    + " seen TIMESTAMP WITH TIME ZONE NOT NULL, PRIMARY KEY (host, incarnation))";
    static final String AGE = "UPDATE " + TABLE + " SET seen = seen - INTERVAL '2' MINUTE";
    static final String GARBAGE = "INSERT INTO " + TABLE
            + " VALUES ('no address', '7', CURRENT_TIMESTAMP), ('', '', CURRENT_TIMESTAMP), ('ftp://192.0.2.9', 'x y z', CURRENT_TIMESTAMP)";
    static final String NO_GARBAGE = "DELETE FROM " + TABLE + " WHERE host NOT LIKE 'http%'";

    private Sql() {}

    static void run(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
