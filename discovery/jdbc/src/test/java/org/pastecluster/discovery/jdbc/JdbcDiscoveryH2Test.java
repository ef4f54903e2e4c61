package org.pastecluster.discovery.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.spi.Discovery;

/** By H2, inside of this process. */
class JdbcDiscoveryH2Test extends JdbcDiscoveryContract {

    private static final Member NODE = new Member(NodeAddress.of("http://192.0.2.3:8080"), 0xabc);

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final JdbcDataSource source = source("node", PASSWORD);
    private final JdbcDataSource admin = source("sa", "");

    private JdbcDataSource source(String user, String password) {
        JdbcDataSource made = new JdbcDataSource();
        made.setURL(url);
        made.setUser(user);
        made.setPassword(password);
        return made;
    }

    @BeforeEach
    void begin() throws SQLException {
        Sql.run(admin, "CREATE USER node PASSWORD '" + PASSWORD + "' ADMIN");
    }

    @Override
    protected Map<Ability, String> lacks() {
        return Map.of(
                Ability.BE_DOWN, "H2 runs inside of this process",
                Ability.HANG, "H2 runs inside of this process",
                Ability.BE_INTERRUPTED, "H2 runs inside of this process");
    }

    @Override
    protected Discovery open() {
        return creating(source);
    }

    private static JdbcDiscovery creating(DataSource source) {
        return JdbcDiscovery.builder(source).createTable(true).build();
    }

    @Override
    DataSource admin() {
        return admin;
    }

    @Override
    String password(String value) {
        return "ALTER USER node SET PASSWORD '" + value + "'";
    }

    @Test
    void aTableThatIsDroppedIsMadeAgain() throws Exception {
        Discovery discovery = open();
        discovery.register(NODE);
        Sql.run(admin, "DROP TABLE " + Sql.TABLE);

        assertThatThrownBy(discovery::find).hasMessageContaining(Sql.TABLE);
        discovery.register(NODE);

        assertThat(discovery.find()).containsExactly(NODE.address());
    }

    @Test
    void nodesThatStartTogetherMakeOneTable() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            Callable<Discovery> node = () -> {
                Discovery discovery = open();
                discovery.register(NODE);
                return discovery;
            };
            for (var started : nodes.invokeAll(java.util.Collections.nCopies(8, node))) {
                assertThat(started.get().find()).containsExactly(NODE.address());
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void withoutLeaveToMakeTheTableItSaysHow() throws Exception {
        JdbcDiscovery discovery = JdbcDiscovery.of(source);

        assertThatThrownBy(() -> discovery.register(NODE))
                .hasMessageStartingWith("The table pastecluster_node: ")
                .hasMessageContaining(Sql.CREATE);

        Sql.run(admin, Sql.CREATE);
        discovery.register(NODE);
        assertThat(discovery.find()).containsExactly(NODE.address());
    }

    @Test
    void tablesAreClustersOfTheirOwnAndMayHaveASchema() throws Exception {
        Sql.run(admin, "CREATE SCHEMA shop");
        JdbcDiscovery shop = JdbcDiscovery.builder(source)
                .table("shop.Nodes_2")
                .createTable(true)
                .build();

        shop.register(NODE);

        assertThat(shop.find()).containsExactly(NODE.address());
        assertThat(open().find()).isEmpty();
    }

    @Test
    void whoRegistersDeletesWhatExpired() throws Exception {
        Discovery discovery = open();
        discovery.register(NODE);
        expire();
        discovery.register(new Member(NODE.address(), 0xdef));

        try (Connection connection = admin.getConnection()) {
            assertThat(new NodeTable(Sql.TABLE, Duration.ofSeconds(1)).rows(connection))
                    .singleElement()
                    .extracting(NodeTable.Row::incarnation)
                    .isEqualTo("def");
        }
    }

    @Test
    void whereTheDatabasesClockWasSetBackNobodyStaysForEver() throws Exception {
        Discovery discovery = open();
        discovery.register(NODE);
        Sql.run(admin, "UPDATE " + Sql.TABLE + " SET seen = seen + INTERVAL '1' YEAR");

        assertThat(discovery.find()).isEmpty();
    }

    @Test
    void aConnectionThatDoesNotCommitByItselfIsCommitted() throws Exception {
        DataSource manual = new ManualCommit(source);
        JdbcDiscovery discovery = creating(manual);

        discovery.register(NODE);
        assertThat(open().find()).containsExactly(NODE.address());
        discovery.lost(NODE);
        assertThat(open().find()).isEmpty();
    }

    @Test
    void theTypesOfMysqlAreTakenToo() throws Exception {
        source.setURL(url + ";MODE=MySQL");
        Sql.run(source, Sql.CREATE.replace(" WITH TIME ZONE", ""));

        Discovery discovery = open();
        discovery.register(NODE);
        discovery.register(NODE);
        assertThat(discovery.find()).containsExactly(NODE.address());
        expire();
        assertThat(discovery.find()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "node; DROP TABLE users", "no\"de", "a.b.c.d", ".a", "7", "n\node"})
    void whatIsNoNameIsNoTable(String name) {
        assertThatThrownBy(() -> JdbcDiscovery.builder(source).table(name).build())
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageContaining("write letters, digits and _")
                .hasMessageNotContaining("\n");
    }

    @Test
    void timesThatCannotWorkAreSaid() {
        assertThatThrownBy(() ->
                        JdbcDiscovery.builder(source).expiry(Duration.ZERO).build())
                .hasMessageContaining("expiry");
        assertThatThrownBy(() -> JdbcDiscovery.builder(source)
                        .timeout(Duration.ofMillis(900))
                        .build())
                .hasMessageContaining("time-out");
        assertThat(JdbcDiscovery.of(source)).hasToString("JdbcDiscovery[pastecluster_node]");
    }
}
