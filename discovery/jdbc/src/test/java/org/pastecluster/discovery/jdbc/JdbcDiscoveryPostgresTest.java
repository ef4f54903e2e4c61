package org.pastecluster.discovery.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.spi.Discovery;
import org.pastecluster.testkit.contract.Gate;
import org.postgresql.ds.PGSimpleDataSource;

/** By a real PostgreSQL, whose binaries come as a test dependency. */
class JdbcDiscoveryPostgresTest extends JdbcDiscoveryContract {

    private static final Member NODE = new Member(NodeAddress.of("http://192.0.2.3:8080"), 0xabc);

    private static EmbeddedPostgres server;
    private static DataSource admin;
    private Gate gate;

    @BeforeAll
    static void start() throws Exception {
        try {
            server = EmbeddedPostgres.builder().start();
        } catch (IOException | IllegalStateException cannotStart) {
            Assumptions.abort("skipped: the embedded PostgreSQL does not start here: " + cannotStart);
        }
        admin = server.getPostgresDatabase();
        // The other way of keeping passwords takes 4,096 rounds for each connection.
        Sql.run(admin, "ALTER ROLE postgres SET password_encryption = 'md5'");
        Sql.run(
                admin,
                "CREATE ROLE node LOGIN PASSWORD '" + PASSWORD + "'",
                "GRANT CREATE, USAGE ON SCHEMA public TO node");
        wantPasswords();
    }

    private static void wantPasswords() throws Exception {
        try (Connection connection = admin.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW hba_file")) {
            result.next();
            Path rules = Path.of(result.getString(1));
            Files.writeString(rules, "host all node 127.0.0.1/32 md5\n" + Files.readString(rules));
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    @AfterAll
    static void end() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void begin() throws Exception {
        Sql.run(admin, "DROP TABLE IF EXISTS " + Sql.TABLE);
        gate = new Gate(server.getPort());
    }

    @AfterEach
    void shut() throws IOException {
        gate.close();
    }

    private DataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {gate.port()});
        source.setUser("node");
        source.setPassword(PASSWORD);
        source.setDatabaseName("postgres");
        source.setLoginTimeout(1);
        return source;
    }

    @Override
    protected Map<Ability, String> lacks() {
        return Map.of(Ability.BE_INTERRUPTED, "its driver waits until its own time-out");
    }

    @Override
    protected Discovery open() {
        return JdbcDiscovery.builder(source()).createTable(true).build();
    }

    @Override
    protected void source(Condition condition) throws IOException {
        gate.set(
                switch (condition) {
                    case UP -> Gate.State.OPEN;
                    case DOWN -> Gate.State.SHUT;
                    case SILENT -> Gate.State.SILENT;
                });
    }

    @Override
    DataSource admin() {
        return admin;
    }

    @Override
    String password(String value) {
        return "ALTER ROLE node PASSWORD '" + value + "'";
    }

    @Test
    void aTableThatSomebodyLocksHoldsNobodyForLong() throws Exception {
        Discovery discovery =
                JdbcDiscovery.builder(source()).timeout(Duration.ofSeconds(1)).build();
        open().register(NODE);
        try (Connection other = admin.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE " + Sql.TABLE + " IN ACCESS EXCLUSIVE MODE");

            assertThatThrownBy(discovery::find).hasMessageStartingWith("The table pastecluster_node: ");
            other.rollback();
        }
        assertThat(discovery.find()).containsExactly(NODE.address());
    }

    @Test
    void aTableThatMayNotBeReadIsNotMadeButSaid() throws Exception {
        Sql.run(admin, Sql.CREATE);

        assertThatThrownBy(() -> open().find())
                .isInstanceOfSatisfying(
                        SQLException.class,
                        failed -> assertThat(failed.getSQLState()).isEqualTo("42501"))
                .hasMessageContaining("permission denied")
                .hasMessageContaining("allowed to SELECT");
    }

    @Test
    void nodesInOtherTimeZonesAreOfTheSameAge() throws Exception {
        Discovery discovery = open();
        discovery.register(NODE);
        Sql.run(admin, "SET TIME ZONE 'Asia/Tokyo'", "UPDATE " + Sql.TABLE + " SET seen = CURRENT_TIMESTAMP");

        assertThat(discovery.find()).containsExactly(NODE.address());
    }

    @Test
    void aConnectionThatDoesNotCommitByItselfIsOfUseAfterAFailure() throws Exception {
        JdbcDiscovery discovery = JdbcDiscovery.builder(new ManualCommit(source()))
                .createTable(true)
                .build();

        discovery.register(NODE);
        assertThat(open().find()).containsExactly(NODE.address());
        Sql.run(admin, "DROP TABLE " + Sql.TABLE);
        assertThatThrownBy(discovery::find).hasMessageContaining("does not exist");
        discovery.register(NODE);
        assertThat(open().find()).containsExactly(NODE.address());
    }
}
