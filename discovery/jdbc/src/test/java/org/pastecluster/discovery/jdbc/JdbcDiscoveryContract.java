package org.pastecluster.discovery.jdbc;

import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.pastecluster.testkit.contract.DiscoveryContract;

/** What the contract wants done to a table, by whichever database; its user is {@code node}. */
abstract class JdbcDiscoveryContract extends DiscoveryContract {

    static final String PASSWORD = "open-sesame";

    /** Who may change the table and the user. */
    abstract DataSource admin();

    /** The statement that gives the user a password. */
    abstract String password(String value);

    @Override
    protected void expire() throws SQLException {
        Sql.run(admin(), Sql.AGE);
    }

    @Override
    protected void putGarbage() throws SQLException {
        Sql.run(admin(), Sql.GARBAGE);
    }

    @Override
    protected void removeGarbage() throws SQLException {
        Sql.run(admin(), Sql.NO_GARBAGE);
    }

    @Override
    protected void changeCredentials() throws SQLException {
        Sql.run(admin(), password("changed"));
    }

    @Override
    protected void restoreCredentials() throws SQLException {
        Sql.run(admin(), password(PASSWORD));
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(PASSWORD);
    }
}
