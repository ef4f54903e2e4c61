package org.pastecluster.discovery.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.Member;

/**
 * The table, and all SQL. What differs between databases is only the type of a moment, and that only where the table is created. Times are
 * the database's: nobody's clock or time zone is in them.
 */
final class NodeTable {

    private static final Pattern NAME =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,62}\\.){0,2}[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final int MOST_ROWS = 4096;
    private static final String UNIQUE_VIOLATED = "23";

    private final String name;
    private final int timeoutSeconds;

    /**
     * @param name with schema or catalogue before it, if need be
     * @throws ClusterConfigurationException when it is no name
     */
    NodeTable(String name, Duration timeout) {
        if (!NAME.matcher(name).matches()) {
            throw new ClusterConfigurationException(
                    "The table of the nodes cannot be called '"
                            + name.substring(0, Math.min(name.length(), 80)).replaceAll("\\p{Cntrl}", "?")
                            + "'; write letters, digits and _, with a schema and a dot before it if need be, such as pastecluster_node.");
        }
        this.name = name;
        this.timeoutSeconds = (int) Math.max(1, timeout.toSeconds());
    }

    /**
     * One process.
     *
     * @param age since it made itself known; negative when the database's clock was set back
     */
    record Row(String host, String incarnation, Duration age) {}

    String name() {
        return name;
    }

    /** What creates it in the database that this connection leads to. */
    String definition(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        boolean mysql = product.contains("mysql") || product.contains("mariadb");
        // MySQL keeps a TIMESTAMP as a moment, whatever the session's zone; elsewhere one without a zone is a reading
        // of some wall clock.
        return "CREATE TABLE " + name + " (host VARCHAR(255) NOT NULL, incarnation VARCHAR(16) NOT NULL, seen "
                + (mysql ? "TIMESTAMP" : "TIMESTAMP WITH TIME ZONE") + " NOT NULL, PRIMARY KEY (host, incarnation))";
    }

    void create(Connection connection) throws SQLException {
        var unused = update(connection, definition(connection));
    }

    /** Fails when the table is not there, or may not be read. */
    void probe(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        prepare(connection, "SELECT host, incarnation, seen FROM " + name + " WHERE 1 = 0");
                ResultSet none = statement.executeQuery()) {
            var unused = none.next();
        }
    }

    List<Row> rows(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement =
                prepare(connection, "SELECT host, incarnation, seen, CURRENT_TIMESTAMP FROM " + name)) {
            statement.setMaxRows(MOST_ROWS);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(new Row(
                            text(result.getString(1)),
                            text(result.getString(2)),
                            between(result.getTimestamp(3), result.getTimestamp(4))));
                }
            }
        }
        return rows;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static Duration between(@Nullable Timestamp seen, Timestamp now) {
        return seen == null ? Duration.ZERO : Duration.between(seen.toInstant(), now.toInstant());
    }

    void touch(Connection connection, Member self) throws SQLException {
        String where = " SET seen = CURRENT_TIMESTAMP WHERE host = ? AND incarnation = ?";
        if (update(connection, "UPDATE " + name + where, self.host(), incarnation(self)) > 0) {
            return;
        }
        try {
            var unused = update(
                    connection,
                    "INSERT INTO " + name + " (host, incarnation, seen) VALUES (?, ?, CURRENT_TIMESTAMP)",
                    self.host(),
                    incarnation(self));
        } catch (SQLException failed) {
            // A driver that counts changed rows counts none when the time is the same as before.
            if (failed.getSQLState() == null || !failed.getSQLState().startsWith(UNIQUE_VIOLATED)) {
                throw failed;
            }
        }
    }

    void delete(Connection connection, Member member) throws SQLException {
        delete(connection, member.host(), incarnation(member));
    }

    void delete(Connection connection, String host, String incarnation) throws SQLException {
        var unused =
                update(connection, "DELETE FROM " + name + " WHERE host = ? AND incarnation = ?", host, incarnation);
    }

    static String incarnation(Member member) {
        return Long.toHexString(member.incarnation());
    }

    private int update(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(timeoutSeconds);
        return statement;
    }
}
