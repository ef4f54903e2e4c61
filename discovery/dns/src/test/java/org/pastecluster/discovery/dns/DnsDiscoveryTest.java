package org.pastecluster.discovery.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.spi.Discovery;
import org.pastecluster.testkit.contract.DiscoveryContract;

/** By a real name server. */
class DnsDiscoveryTest extends DiscoveryContract {

    private static final String NAME = "nodes.shop.example";
    private static final String NO_NODES =
            "a name server tells what its own administration knows; nodes do not write into it";

    @TempDir
    private Path folder;

    private Dnsmasq server;
    private DatagramSocket silent;

    @BeforeEach
    void start() throws Exception {
        Path program = Dnsmasq.program().orElse(null);
        Assumptions.assumeTrue(program != null, "skipped: no dnsmasq on the PATH");
        server = new Dnsmasq(program, folder);
        server.restart();
    }

    @AfterEach
    void end() {
        if (server != null) {
            server.close();
        }
        if (silent != null) {
            silent.close();
        }
    }

    private DnsDiscovery.Builder builder() {
        return DnsDiscovery.builder(NAME)
                .server("127.0.0.1:" + server.port())
                .timeout(silent == null ? Duration.ofSeconds(10) : Duration.ofMillis(300));
    }

    @Override
    protected Map<Ability, String> lacks() {
        return Map.of(
                Ability.REGISTER,
                NO_NODES,
                Ability.EXPIRE,
                NO_NODES,
                Ability.DELETE,
                NO_NODES,
                Ability.BE_INTERRUPTED,
                "the JDK's client waits until its own time-out",
                Ability.HOLD_GARBAGE,
                "an address record is an address",
                Ability.AUTHENTICATE,
                "name servers ask for no credentials");
    }

    @Override
    protected Discovery open() {
        return builder().url("http://{address}:8080").build();
    }

    @Override
    protected void enter(Discovery discovery, Member node) throws Exception {
        server.add("--host-record=" + NAME + "," + URI.create(node.host()).getHost());
        server.restart();
    }

    @Override
    protected void source(Condition condition) throws Exception {
        server.close();
        if (silent != null) {
            silent.close();
            silent = null;
        }
        switch (condition) {
            case UP -> server.restart();
            case SILENT -> silent = new DatagramSocket(server.port(), InetAddress.getLoopbackAddress());
            case DOWN -> {}
        }
    }

    @Test
    void whatChangesIsSeenAtOnce() throws Exception {
        Discovery discovery = open();
        server.add("--host-record=" + NAME + ",192.0.2.3,3600");
        server.restart();
        assertThat(discovery.find()).containsExactly(NodeAddress.of("http://192.0.2.3:8080"));

        server.clear();
        server.add("--host-record=" + NAME + ",192.0.2.4,3600");
        server.restart();

        assertThat(discovery.find()).containsExactly(NodeAddress.of("http://192.0.2.4:8080"));
    }

    @Test
    void theRestOfTheUrlIsThatOfTheNodesOwn() throws Exception {
        DnsDiscovery discovery = builder().build();
        server.add("--host-record=" + NAME + ",192.0.2.4,2001:db8::4");
        server.restart();
        assertThatThrownBy(discovery::find).hasMessageContaining("not known yet");

        discovery.register(new Member(NodeAddress.of("https://192.0.2.3:8443/shop"), 1));

        assertThat(discovery.find())
                .containsExactlyInAnyOrder(
                        NodeAddress.of("https://192.0.2.4:8443/shop"),
                        NodeAddress.of("https://[2001:db8::4]:8443/shop"));

        discovery.register(new Member(NodeAddress.of("http://192.0.2.3"), 1));
        assertThat(discovery.find()).contains(NodeAddress.of("http://192.0.2.4"));
    }

    @Test
    void aNameOfManyNodesIsReadToItsEnd() throws Exception {
        for (int i = 1; i <= 150; i++) {
            server.add("--host-record=" + NAME + ",192.0.2." + i);
        }
        server.restart();

        assertThat(open().find()).hasSize(150);
    }

    @Test
    void anotherNameOfTheSameNodesIsFollowed() throws Exception {
        server.add("--host-record=other.example,192.0.2.4");
        server.add("--cname=" + NAME + ",other.example");
        server.restart();

        assertThat(open().find()).containsExactly(NodeAddress.of("http://192.0.2.4:8080"));
    }

    private static DnsDiscovery half(HalfNameServer half) {
        return DnsDiscovery.builder(NAME)
                .server("127.0.0.1:" + half.port())
                .url("http://{address}:8080")
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    @Test
    void addressesOfOneKindAreUsedWhereTheOtherCannotBeTold() throws Exception {
        try (HalfNameServer only4 = new HalfNameServer(Set.of(HalfNameServer.AAAA));
                HalfNameServer only6 = new HalfNameServer(Set.of(HalfNameServer.A));
                HalfNameServer both = new HalfNameServer(Set.of())) {
            DnsDiscovery discovery = half(only4);
            assertThat(discovery.find()).containsExactly(NodeAddress.of("http://192.0.2.4:8080"));
            assertThat(discovery.complaint())
                    .contains("The AAAA records of the name " + NAME, "see to the name server");

            discovery = half(only6);
            assertThat(discovery.find()).singleElement().asString().contains("[");
            assertThat(discovery.complaint()).contains("The A records");

            discovery = half(both);
            assertThat(discovery.find()).hasSize(2);
            assertThat(discovery.complaint()).isNull();
        }
    }

    @Test
    void whereNeitherKindCanBeToldItFails() throws Exception {
        try (HalfNameServer none = new HalfNameServer(Set.of(HalfNameServer.A, HalfNameServer.AAAA))) {
            assertThatThrownBy(half(none)::find).hasMessageContaining("The name " + NAME + " cannot be looked up");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://nodes", "nodes:8080", "a b"})
    void whatIsNoNameIsSaid(String name) {
        assertThatThrownBy(() -> DnsDiscovery.of(name))
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageContaining("write a whole one");
    }

    @Test
    void settingsThatCannotWorkAreSaid() {
        assertThatThrownBy(() -> builder().url("http://nodes:8080").build()).hasMessageContaining("{address}");
        assertThatThrownBy(() -> builder().url("{address}:8080").build())
                .isInstanceOf(ClusterConfigurationException.class);
        assertThatThrownBy(() -> builder().server("dns://here").build()).hasMessageContaining("HOST:PORT");
        assertThatThrownBy(() -> builder().timeout(Duration.ZERO).build()).hasMessageContaining("time-out");
        assertThat(builder().build()).hasToString("DnsDiscovery[nodes.shop.example]");
    }
}
