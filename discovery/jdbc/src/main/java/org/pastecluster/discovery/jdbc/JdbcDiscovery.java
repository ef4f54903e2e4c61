package org.pastecluster.discovery.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.spi.Discovery;
import org.pastecluster.spi.NodeEntries;

/**
 * Nodes that make themselves known in a table of a database: each process a row with the time at which it last did, by the database's clock.
 * Standard SQL; run on PostgreSQL and H2, and written for MySQL too. A connection is taken for each call and given back after it; it is
 * left as it was. Thread-safe.
 */
public final class JdbcDiscovery implements Discovery {

    private static final String WRONG_OBJECT = "42";

    /** What PostgreSQL, H2 and others, MySQL among them, say of a table that is not there. */
    private static final Set<String> MISSING =
            Set.of("42P01", "42S02", "42S03", "42S04", "42102", "42103", "42104", "42X05", "42704", "S0002");

    private final DataSource source;
    private final NodeTable table;
    private final boolean createTable;
    private final Duration expiry;
    private final int networkTimeoutMillis;
    private volatile boolean seenTable;
    private volatile @Nullable String complaint;

    private JdbcDiscovery(Builder builder) {
        this.source = builder.source;
        this.table = new NodeTable(builder.table, builder.timeout);
        this.createTable = builder.createTable;
        this.expiry = builder.expiry;
        this.networkTimeoutMillis = (int) builder.timeout.multipliedBy(2).toMillis();
    }

    /** With the defaults: the table {@code pastecluster_node}, which has to be there; an error says what creates it. */
    public static JdbcDiscovery of(DataSource source) {
        return builder(source).build();
    }

    /**
     * What may be set.
     *
     * @param source the application's, as a rule; how long it takes at most to give a connection is its own setting
     */
    public static Builder builder(DataSource source) {
        return new Builder(Objects.requireNonNull(source, "source"));
    }

    @Override
    public List<NodeAddress> find() throws SQLException {
        return asking(connection -> {
            NodeEntries found = new NodeEntries();
            Set<String> hosts = new LinkedHashSet<>();
            for (NodeTable.Row row : table.rows(connection)) {
                if (!isExpired(row) && hosts.add(row.host())) {
                    found.add(row.host());
                }
            }
            complaint = found.complaint("the table " + table.name());
            return found.nodes();
        });
    }

    /** Also where the database's clock was set back. */
    private boolean isExpired(NodeTable.Row row) {
        return row.age().abs().compareTo(expiry) > 0;
    }

    @Override
    public @Nullable String complaint() {
        return complaint;
    }

    @Override
    public void register(Member self) throws SQLException {
        asking(connection -> {
            table.touch(connection, self);
            for (NodeTable.Row row : table.rows(connection)) {
                if (isExpired(row)) {
                    table.delete(connection, row.host(), row.incarnation());
                }
            }
            return self;
        });
    }

    @Override
    public void lost(Member member) throws SQLException {
        asking(connection -> {
            table.delete(connection, member);
            return member;
        });
    }

    /** Something to ask a database. */
    private interface Asked<T> {
        T of(Connection connection) throws SQLException;
    }

    private <T> T asking(Asked<T> asked) throws SQLException {
        try (Connection connection = source.getConnection()) {
            int before = limitNetwork(connection);
            try {
                ensureTable(connection);
                T answer = asked.of(connection);
                if (!connection.getAutoCommit()) {
                    connection.commit();
                }
                return answer;
            } catch (SQLException failed) {
                seenTable = false;
                rollBack(connection);
                throw explained(failed, connection);
            } finally {
                restoreNetwork(connection, before);
            }
        }
    }

    private void ensureTable(Connection connection) throws SQLException {
        if (!createTable || seenTable) {
            return;
        }
        try {
            table.probe(connection);
        } catch (SQLException failed) {
            if (failed.getSQLState() == null || !MISSING.contains(failed.getSQLState())) {
                throw failed;
            }
            rollBack(connection);
            create(connection);
        }
        seenTable = true;
    }

    private void create(Connection connection) throws SQLException {
        try {
            table.create(connection);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException failed) {
            rollBack(connection);
            try {
                // Another node may have been quicker.
                table.probe(connection);
            } catch (SQLException stillMissing) {
                failed.addSuppressed(stillMissing);
                throw failed;
            }
        }
    }

    private static void rollBack(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException broken) {
            // What failed first is thrown.
        }
    }

    /** A statement's own time-out needs a server that hears of it. */
    private int limitNetwork(Connection connection) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, networkTimeoutMillis);
            return before;
        } catch (SQLFeatureNotSupportedException notHere) {
            return -1;
        }
    }

    private static void restoreNetwork(Connection connection, int before) {
        try {
            if (before >= 0 && !connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        } catch (SQLException broken) {
            // It is of no more use, and its pool will notice.
        }
    }

    private SQLException explained(SQLException failed, Connection connection) {
        String state = failed.getSQLState();
        String hint = "";
        if (state != null && state.startsWith(WRONG_OBJECT)) {
            hint = "; this user has to be allowed to SELECT, INSERT, UPDATE and DELETE there, and the table is made by "
                    + definition(connection);
        }
        return new SQLException("The table " + table.name() + ": " + failed.getMessage() + hint, state, failed);
    }

    private String definition(Connection connection) {
        try {
            return table.definition(connection);
        } catch (SQLException broken) {
            return "createTable";
        }
    }

    @Override
    public String toString() {
        return "JdbcDiscovery[" + table.name() + "]";
    }

    /** Collects what may be set. Not thread-safe. */
    public static final class Builder {

        private final DataSource source;
        private String table = "pastecluster_node";
        private boolean createTable;
        private Duration expiry = Duration.ofMinutes(1);
        private Duration timeout = Duration.ofSeconds(2);

        private Builder(DataSource source) {
            this.source = source;
        }

        /** The name of the table, {@code pastecluster_node}; one for each cluster. A schema and a dot may be before it. */
        public Builder table(String value) {
            table = value;
            return this;
        }

        /** Whether the table is created if it is not there; false. */
        public Builder createTable(boolean value) {
            createTable = value;
            return this;
        }

        /** How long a node is named after it last made itself known, 1 minute; several times as long as the interval in which it does. */
        public Builder expiry(Duration value) {
            expiry = value;
            return this;
        }

        /** The longest wait for a statement, in whole seconds, 2 s; twice that for a server that says nothing at all. */
        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        /**
         * Makes it; nothing is asked yet.
         *
         * @throws ClusterConfigurationException when something cannot work
         */
        public JdbcDiscovery build() {
            if (expiry.toMillis() < 1_000) {
                throw new ClusterConfigurationException(
                        "The expiry of nodes in the table is " + expiry.toMillis() + " ms; write at least 1000 ms.");
            }
            if (timeout.toSeconds() < 1 || timeout.toSeconds() > 60) {
                throw new ClusterConfigurationException(
                        "The time-out of the database is " + timeout.toMillis() + " ms; write 1 s to 60 s.");
            }
            return new JdbcDiscovery(this);
        }
    }
}
