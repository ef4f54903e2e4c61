package org.pastecluster.discovery.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.spi.Discovery;
import org.pastecluster.testkit.contract.DiscoveryContract;
import org.pastecluster.testkit.contract.Gate;

/** By a real Redis. */
class RedisDiscoveryTest extends DiscoveryContract {

    private static final String PASSWORD = "open@sesame/+%25";
    private static final String SPELT = "open@sesame/+%2525";
    private static final String KEY = "pastecluster:nodes";
    private static final Member NODE = new Member(NodeAddress.of("http://192.0.2.3:8080"), 0xabc);

    @TempDir
    private static Path folder;

    private static RedisServer server;
    private Gate gate;
    private boolean silent;

    @BeforeAll
    static void start() throws Exception {
        Path program = RedisServer.program().orElse(null);
        Assumptions.assumeTrue(program != null, "skipped: no redis-server on the PATH");
        server = RedisServer.start(program, folder, "--requirepass", PASSWORD);
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void begin() throws Exception {
        gate = new Gate(server.port());
        tell("FLUSHALL");
    }

    @AfterEach
    void shut() throws IOException {
        gate.close();
    }

    private static List<String> tell(String... command) throws Exception {
        return server.tell(PASSWORD, command);
    }

    private String url(String login) {
        return "redis://" + login + "@127.0.0.1:" + gate.port() + "/0";
    }

    @Override
    protected Discovery open() {
        return RedisDiscovery.builder(url(":" + SPELT))
                .timeout(silent ? Duration.ofMillis(500) : Duration.ofSeconds(10))
                .build();
    }

    @Override
    protected Discovery openPatient() {
        return RedisDiscovery.builder(url(":" + SPELT))
                .timeout(Duration.ofMinutes(1))
                .build();
    }

    @Override
    protected void source(Condition condition) throws IOException {
        silent = condition == Condition.SILENT;
        gate.set(
                switch (condition) {
                    case UP -> Gate.State.OPEN;
                    case DOWN -> Gate.State.SHUT;
                    case SILENT -> Gate.State.SILENT;
                });
    }

    @Override
    protected void expire() throws Exception {
        List<String> all = tell("HGETALL", KEY);
        for (int i = 0; i < all.size(); i += 2) {
            tell("HSET", KEY, all.get(i), String.valueOf(Long.parseLong(all.get(i + 1)) - 60_000));
        }
    }

    @Override
    protected void putGarbage() throws Exception {
        tell(
                "HSET",
                KEY,
                "no address 7",
                String.valueOf(Long.parseLong(tell("TIME").get(0)) * 1_000 + 60_000),
                "alone",
                "9999999999999",
                "http://192.0.2.9 7",
                "tomorrow",
                "",
                "");
    }

    @Override
    protected void removeGarbage() throws Exception {
        tell("HDEL", KEY, "no address 7", "alone", "http://192.0.2.9 7", "");
    }

    @Override
    protected void changeCredentials() throws Exception {
        tell("CONFIG", "SET", "requirepass", "changed");
    }

    @Override
    protected void restoreCredentials() throws Exception {
        server.tell("changed", "CONFIG", "SET", "requirepass", PASSWORD);
    }

    @Override
    protected Set<String> secrets() {
        return Set.of(PASSWORD, SPELT);
    }

    @Test
    void whoWaitsCanBeInterrupted() throws Exception {
        source(Condition.SILENT);
        Discovery discovery = RedisDiscovery.builder(url(":" + SPELT))
                .timeout(Duration.ofMinutes(1))
                .build();
        Thread asking = Thread.currentThread();
        Thread other = new Thread(() -> {
            while (!isReading(asking)) {
                Thread.onSpinWait();
            }
            asking.interrupt();
        });
        other.setDaemon(true);
        other.start();

        assertThatThrownBy(discovery::find).hasMessageContaining("interrupted");

        // Before anything waits: what waits would be interrupted again.
        assertThat(Thread.interrupted()).isTrue();
        other.join();
    }

    private static boolean isReading(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(Replies.class.getName()));
    }

    @Test
    void whatIsLeftOfAClusterEnds() throws Exception {
        open().register(NODE);

        assertThat(Long.parseLong(tell("PTTL", KEY).get(0))).isBetween(1L, 60_000L);
    }

    @Test
    void whoRegistersDeletesWhatExpired() throws Exception {
        Discovery discovery = open();
        discovery.register(NODE);
        expire();

        discovery.register(new Member(NODE.address(), 0xdef));

        assertThat(tell("HKEYS", KEY)).containsExactly("http://192.0.2.3:8080 def");
    }

    @Test
    void whereTheClockOfTheRedisWasSetBackNobodyStaysForEver() throws Exception {
        Discovery discovery = open();
        tell("HSET", KEY, "http://192.0.2.9 7", "9999999999999");

        assertThat(discovery.find()).isEmpty();
        discovery.register(NODE);
        assertThat(tell("HKEYS", KEY)).containsExactly("http://192.0.2.3:8080 abc");
    }

    @Test
    void aUserWithFewRightsIsEnoughAndOneWithFewerIsToldWhich() throws Exception {
        tell(
                "ACL",
                "SETUSER",
                "node",
                "reset",
                "on",
                ">pa:ss",
                "~" + KEY,
                "+time",
                "+hset",
                "+hgetall",
                "+hdel",
                "+pexpire");
        RedisDiscovery discovery = RedisDiscovery.of(url("node:pa:ss"));

        discovery.register(NODE);
        discovery.lost(NODE);
        assertThat(discovery.find()).isEmpty();

        tell("ACL", "SETUSER", "node", "-hgetall");
        assertThatThrownBy(discovery::find)
                .hasMessageStartingWith("The Redis at 127.0.0.1:" + gate.port() + ": it refuses HGETALL: NOPERM")
                .hasMessageContaining("the user needs +time");

        assertThatThrownBy(() -> RedisDiscovery.of("redis://node:pa:ss@127.0.0.1:" + gate.port() + "/3")
                        .find())
                .hasMessageContaining("it refuses SELECT: NOPERM")
                .hasMessageContaining("+select for a database");
    }

    @Test
    void withoutAPasswordItSaysWhatToDo() {
        assertThatThrownBy(() ->
                        RedisDiscovery.of("redis://127.0.0.1:" + gate.port()).find())
                .hasMessageContaining("NOAUTH")
                .hasMessageContaining("write user and password into the URL");
    }

    @Test
    void keysAndDatabasesAreClustersOfTheirOwn() throws Exception {
        RedisDiscovery other =
                RedisDiscovery.builder(url(":" + SPELT)).key("other:nodes").build();
        RedisDiscovery third = RedisDiscovery.of("redis://:" + SPELT + "@127.0.0.1:" + gate.port() + "/3");
        open().register(NODE);

        assertThat(other.find()).isEmpty();
        assertThat(third.find()).isEmpty();
        third.register(NODE);
        assertThat(third.find()).containsExactly(NODE.address());
    }

    @Test
    void aKeyOfSomethingElseIsSaid() throws Exception {
        tell("SET", KEY, "mine");

        assertThatThrownBy(open()::find).hasMessageContaining("WRONGTYPE");
    }

    @Test
    void aHashThatIsNoClustersIsNotReadToItsEnd() throws Exception {
        tell("HSET", KEY, "http://192.0.2.9 7", "x".repeat(2 << 20));

        assertThatThrownBy(open()::find).hasMessageContaining("more than belongs to a cluster");
    }

    @Test
    void settingsThatCannotWorkAreSaidWithoutThePassword() {
        assertThatThrownBy(() -> RedisDiscovery.of("redis://:hush hush@host:port"))
                .isInstanceOf(ClusterConfigurationException.class)
                .hasMessageContaining("redis://[user:password@]host:port[/database]")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> RedisDiscovery.of("redis://:hush%@host"))
                .hasMessageContaining("hexadecimal")
                .hasMessageNotContaining("hush")
                .hasNoCause();
        assertThatThrownBy(() -> RedisDiscovery.of("redis://host:70000")).hasMessageContaining("port");
        assertThatThrownBy(() -> RedisDiscovery.builder("redis://host").key(" ").build())
                .hasMessageContaining("key");
        assertThatThrownBy(() -> RedisDiscovery.builder("redis://host")
                        .expiry(Duration.ZERO)
                        .build())
                .hasMessageContaining("expiry");
        assertThatThrownBy(() -> RedisDiscovery.builder("redis://host")
                        .timeout(Duration.ZERO)
                        .build())
                .hasMessageContaining("time-out");
        assertThat(RedisDiscovery.of("rediss://me:hush@[2001:db8::1]"))
                .hasToString("RedisDiscovery[rediss://[2001:db8::1]:6379, pastecluster:nodes]");
    }
}
