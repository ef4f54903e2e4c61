package org.pastecluster.samples.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One story of the board, with real processes: tasks are posted through nginx, the leader is killed in the middle of them, further ones
 * are posted. HAProxy and a browser look on, where there are these. Each test asks for one thing that has to be true of it.
 */
@Timeout(120)
class BoardTest {

    private static final long SOON_MILLIS = 2000;
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private static RunningBoard board;
    private static Program haproxy;
    private static Program browser;
    private static int balanced;

    private static String first;
    private static String second;
    private static final List<String> postedBefore = new ArrayList<>();
    private static final List<String> postedAfter = new ArrayList<>();
    private static final List<String> unheardLooks = new ArrayList<>();
    private static long killedAt;
    private static String leaderByHaproxy;
    private static String nextLeaderByHaproxy;
    private static String namedOnPage = "";

    @BeforeAll
    @Timeout(240)
    static void story() throws Exception {
        assumeTrue(Programs.find("nginx").isPresent(), "skipped: no nginx on the PATH");
        assumeTrue(Programs.find("curl").isPresent(), "skipped: no curl on the PATH");
        board = new RunningBoard();
        startLookers();
        first = board.board(board.front()).get("leader").asString();
        if (haproxy != null) {
            leaderByHaproxy = board.post(balanced, "Through HAProxy", 0.1);
        }
        if (browser != null) {
            assertThat(browser.awaitPrefix("sees ")).isEqualTo(first);
        }
        postBefore(1, 12);
        if (browser != null) {
            browser.tell("look");
            browser.await(line -> line.equals("watches"));
        }

        // So that it is killed in the middle of some, however long the browser took.
        postBefore(13, 18);
        board.await("the leader works", () -> begun(first) > 0);
        killedAt = System.currentTimeMillis();
        board.kill(first);
        CompletableFuture<String> posting = CompletableFuture.supplyAsync(BoardTest::postWhileNobodyLeads);
        board.await("another leader", () -> isNamed(board.front()));
        postedAfter.add(posting.get());
        for (int i = 1; i <= 6; i++) {
            postedAfter.add(board.post(board.front(), "Task after " + i, 0.5));
        }
        if (haproxy != null) {
            nextLeaderByHaproxy = board.post(balanced, "Through HAProxy again", 0.1);
        }
        board.await("all tasks are done", () -> board.count("SELECT count(*) FROM task WHERE state <> 'done'") == 0);
        if (browser != null) {
            namedOnPage = browser.awaitPrefix("names ");
            browser.await(line -> line.equals("done"));
        }
        outage();
    }

    /** The database goes away while nodes work, and comes back when one of them has told it in vain. */
    private static void outage() throws Exception {
        board.post(board.front(), "In the outage 1", 2);
        board.post(board.front(), "In the outage 2", 2);
        board.await("both are begun", () -> board.count("""
                SELECT count(*) FROM task JOIN work USING (assignment) WHERE title LIKE 'In the outage%'
                """) == 2);
        board.closeDatabase();
        board.await("a node tells in vain", () -> board.isLogged("asks the database again about"));
        board.openDatabase();
        board.await("all tasks are done", () -> board.count("SELECT count(*) FROM task WHERE state <> 'done'") == 0);
    }

    private static void postBefore(int from, int to) throws IOException, InterruptedException {
        for (int i = from; i <= to; i++) {
            postedBefore.add(board.post(board.front(), "Task " + i, 1));
        }
    }

    private static String postWhileNobodyLeads() {
        try {
            return board.post(board.front(), "Posted while nobody leads", 0.5);
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    private static void startLookers() throws IOException, InterruptedException {
        Optional<Path> program = Programs.find("haproxy");
        if (program.isPresent()) {
            balanced = Programs.freePorts(1).get(0);
            Path settings = board.settings("haproxy.cfg", balanced);
            haproxy =
                    new Program(Map.of(), List.of(program.orElseThrow().toString(), "-db", "-f", settings.toString()));
        }
        if (Programs.missingForTheBrowser().isEmpty()) {
            Files.createDirectories(SCREENSHOTS);
            browser = new Program(
                    Map.of(),
                    List.of(
                            "node",
                            "e2e/board.mjs",
                            "http://127.0.0.1:" + board.front() + "/",
                            SCREENSHOTS.toString()));
        }
    }

    private static long begun(String node) {
        return board.count("SELECT count(*) FROM work WHERE ended_at IS NULL AND node = '" + node + "'");
    }

    /** A question that is answered with an error is asked again, as the page does. */
    private static boolean isNamed(int port) {
        try {
            var leader = board.board(port).get("leader");
            second = leader.isNull() ? first : leader.asString();
            return !second.equals(first);
        } catch (IOException | AssertionError unheard) {
            unheardLooks.add(unheard.toString());
            return false;
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    @AfterAll
    static void end() throws Exception {
        if (browser != null) {
            browser.end();
        }
        if (haproxy != null) {
            haproxy.end();
        }
        if (board != null) {
            List<ProcessHandle> processes = board.processes();
            board.end();
            assertThat(processes)
                    .as("what the script started")
                    .hasSizeGreaterThan(3)
                    .noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void through_nginx_who_writes_is_sent_to_the_leader() {
        assertThat(postedBefore).hasSize(18).containsOnly(first);
        assertThat(postedAfter).hasSize(7).containsOnly(second);
    }

    @Test
    void through_nginx_another_leader_is_named() {
        assertThat(second).isIn(RunningBoard.NAMES).isNotEqualTo(first);
    }

    @Test
    void through_nginx_who_looks_is_answered_while_nobody_leads_and_who_writes_is_told_what_to_do() {
        assertThat(unheardLooks).isEmpty();
        assertThat(board.refusals)
                .allSatisfy(each -> assertThat(each).contains("Post it again under the same request"));
    }

    @Test
    void the_nodes_find_each_other_by_redis() throws Exception {
        assumeTrue(Programs.find("redis-server").isPresent(), "skipped: no redis-server on the PATH");
        assertThat(board.keysInRedis()).isPositive();
    }

    /** Ways to write the cluster's own paths. Nodes answer the plain ones only; the proxies do not rely on that. */
    private static List<String> spellings() {
        return List.of(
                "/api/cluster/role/leader",
                "/api/cluster/role/member",
                "/api//cluster/role/member",
                "//api/cluster/role/member",
                "/api/%63luster/role/member",
                "/api%2fcluster/role/member",
                "/api;x/cluster/role/member",
                "/api/cluster;x=1/role/member",
                "/api/cluster/role;x/member",
                "/api%3bx/cluster/role/member",
                "/x/../api/cluster/role/member",
                "/x/..;/api/cluster/role/member",
                "/who-leads");
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void through_nginx_nobody_reaches_the_clusters_own_paths(String path) throws Exception {
        assertThat(board.get(board.front(), path).statusCode()).isEqualTo(path.equals("/who-leads") ? 404 : 403);
        assertThat(board.get(board.port(second), "/api/cluster/role/leader").statusCode())
                .isEqualTo(200);
    }

    @Test
    void through_haproxy_who_writes_is_sent_to_the_leader() throws Exception {
        assumeTrue(haproxy != null, "skipped: no haproxy on the PATH");
        assertThat(leaderByHaproxy).isEqualTo(first);
        assertThat(nextLeaderByHaproxy).isEqualTo(second);
        assertThat(board.board(balanced).get("leader").asString()).isEqualTo(second);
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void through_haproxy_nobody_reaches_the_clusters_own_paths(String path) throws Exception {
        assumeTrue(haproxy != null, "skipped: no haproxy on the PATH");
        assertThat(board.get(balanced, path).statusCode()).isEqualTo(403);
        assertThat(board.get(balanced, "/").statusCode()).isEqualTo(200);
    }

    @Test
    void the_page_names_the_new_leader_soon_and_without_a_reload() {
        String missing = Programs.missingForTheBrowser();
        assumeTrue(missing.isEmpty(), "skipped: " + missing);
        int blank = namedOnPage.indexOf(' ');
        assertThat(namedOnPage.substring(0, blank)).isEqualTo(second);
        assertThat(Long.parseLong(namedOnPage.substring(blank + 1)) - killedAt).isBetween(0L, SOON_MILLIS);
        assertThat(SCREENSHOTS.resolve("after.png")).isNotEmptyFile();
    }

    @Test
    void no_task_is_lost_or_done_twice() {
        List<Long> wrong = board.database.sql("""
                        SELECT task.id FROM task LEFT JOIN work ON work.task = task.id AND work.outcome = 'done'
                        GROUP BY task.id HAVING count(work.assignment) <> 1
                        """).query(Long.class).list();
        assertThat(wrong).as("tasks that are not done exactly once").isEmpty();
        assertThat(board.count("SELECT count(*) FROM task")).isGreaterThanOrEqualTo(24);
        assertThat(board.count("SELECT count(*) FROM work WHERE ended_at IS NULL AND node <> '" + first + "'"))
                .as("begun and not ended by a node that lives")
                .isZero();
        assertThat(begun(first)).as("begun by the leader that was killed").isPositive();
        assertThat(board.count("SELECT count(*) FROM task WHERE attempt > 1")).isPositive();
    }

    @Test
    void no_task_is_stuck_when_the_database_was_away() {
        assertThat(board.count("""
                        SELECT count(*) FROM task JOIN work USING (assignment)
                        WHERE title LIKE 'In the outage%' AND task.attempt = 1 AND outcome = 'done'
                        """)).as("done by the node that had begun").isEqualTo(2);
    }

    @Test
    void what_was_done_and_not_heard_of_may_be_asked_for_again() {
        var transactions = new TransactionTemplate(new JdbcTransactionManager(board.source));
        Work work = new Work(board.database, transactions);
        Assignment assignment = new Assignment(UUID.randomUUID(), 0, 1, "Twice", 0);
        transactions.executeWithoutResult(status -> {
            // The nodes see nothing of it.
            status.setRollbackOnly();
            board.database.sql("""
                            INSERT INTO task (request, title, seconds, state, attempt, assignment)
                            VALUES (:id, 'Twice', 0, 'given', 1, :id)
                            """).param("id", assignment.id()).update();

            assertThat(work.begin(assignment, "red")).isTrue();
            assertThat(work.begin(assignment, "red")).isTrue();
            assertThat(work.end(assignment)).isTrue();
            assertThat(work.end(assignment)).isTrue();
            assertThat(work.begin(assignment, "red")).as("after its end").isFalse();
        });
    }

    @Test
    void a_lower_token_changes_nothing_and_is_counted() {
        Fence fence = new Fence(board.database, new TransactionTemplate(new JdbcTransactionManager(board.source)));
        String token = "SELECT token FROM leader_token";
        String refused = "SELECT refused FROM leader_token";
        long highest = board.count(token);
        long before = board.count(refused);
        List<String> written = new ArrayList<>();

        assertThat(fence.write(highest - 1, () -> written.add("with the lower one")))
                .isFalse();
        assertThat(fence.write(highest, () -> written.add("with the same"))).isTrue();

        assertThat(written).containsExactly("with the same");
        assertThat(board.count(token)).isEqualTo(highest);
        assertThat(board.count(refused)).isEqualTo(before + 1);
    }
}
