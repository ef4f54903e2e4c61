package org.pastecluster.samples.board;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code samples/task-board/run} starts, on free ports. */
final class RunningBoard {

    static final List<String> NAMES = List.of("red", "green", "blue");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path FILES = Path.of("target/run");
    private static final Duration LONGEST = Duration.ofSeconds(60);

    final SingleConnectionDataSource source;
    final JdbcClient database;

    /** What nginx answered to posts that were not taken. */
    final List<String> refusals = new CopyOnWriteArrayList<>();

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Integer> ports;
    private final Program script;
    private final Map<String, Long> processes = new LinkedHashMap<>();

    RunningBoard() throws IOException, InterruptedException {
        ports = Programs.freePorts(6);
        source = new SingleConnectionDataSource(
                "jdbc:postgresql://127.0.0.1:" + ports.get(4) + "/postgres", "postgres", "", true);
        database = JdbcClient.create(source);
        script = new Program(
                Map.of(
                        "SAMPLE_CLASSES", classPath(),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "BOARD_PORTS",
                                String.join(
                                        " ", ports.stream().map(String::valueOf).toList()),
                        "BOARD_FILES", FILES.toAbsolutePath().toString(),
                        "BOARD_RESTART", "never",
                        "DISCOVERY", Programs.find("redis-server").isPresent() ? "redis" : "nodes"),
                List.of("./run"));
        try {
            for (String name : NAMES) {
                String rest = script.awaitPrefix(name + " is process ");
                processes.put(name, Long.valueOf(rest.substring(0, rest.indexOf(','))));
            }
            script.awaitPrefix("The board is at ");
        } catch (AssertionError | InterruptedException notStarted) {
            script.end();
            throw notStarted;
        }
    }

    /** The port of nginx. */
    int front() {
        return ports.get(0);
    }

    int port(String node) {
        return ports.get(1 + NAMES.indexOf(node));
    }

    /** One of the sample's files with ports in place of the words. */
    Path settings(String name, int front) throws IOException {
        String text = Files.readString(Path.of(name))
                .replace("@FRONT@", String.valueOf(front))
                .replace("@RED@", String.valueOf(port("red")))
                .replace("@GREEN@", String.valueOf(port("green")))
                .replace("@BLUE@", String.valueOf(port("blue")));
        return Files.writeString(FILES.resolve(name), text);
    }

    /** How many keys the Redis of this board has. */
    long keysInRedis() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.get(5));
                var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            socket.setSoTimeout((int) LONGEST.toMillis());
            socket.getOutputStream().write("DBSIZE\r\n".getBytes(US_ASCII));
            String line = answer.readLine();
            if (line == null || !line.startsWith(":")) {
                throw new AssertionError("Redis says " + line);
            }
            return Long.parseLong(line.substring(1));
        }
    }

    /** Nobody but this test reaches the database until {@link #openDatabase}. */
    void closeDatabase() {
        database.sql("ALTER ROLE postgres NOLOGIN").update();
        var unused = database.sql("""
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'
                        """).query(Boolean.class).list();
    }

    void openDatabase() {
        database.sql("ALTER ROLE postgres LOGIN").update();
    }

    /** Whether a node's log has the text in it. */
    boolean isLogged(String text) {
        return NAMES.stream().anyMatch(name -> {
            try {
                return Files.readString(FILES.resolve(name + ".log")).contains(text);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    /** SIGKILL. */
    void kill(String node) {
        ProcessHandle.of(processes.get(node)).orElseThrow().destroyForcibly();
    }

    HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(port, path)).timeout(LONGEST).build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode board(int port) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(port, "/api/board");
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Posts a task as a client that repeats what was not heard; who took it. */
    String post(int port, String title, double seconds) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("title", title, "seconds", seconds, "request", UUID.randomUUID()));
        HttpRequest request = HttpRequest.newBuilder(uri(port, "/api/tasks"))
                .timeout(LONGEST)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        long began = System.nanoTime();
        while (true) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 201) {
                return JSON.readTree(answer.body()).get("postedTo").asString();
            }
            if (answer.statusCode() < 500 || System.nanoTime() - began > LONGEST.toNanos()) {
                throw new AssertionError(answer + " " + answer.body());
            }
            if (port == front()) {
                refusals.add(answer.body());
            }
            pause();
        }
    }

    /** In which those who are asked can work. */
    private void pause() throws InterruptedException {
        try {
            clock.schedule(() -> {}, 20, TimeUnit.MILLISECONDS).get();
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Asks again and again, with breaks in which those who are asked can work. */
    void await(String what, BooleanSupplier happened) throws InterruptedException {
        CompletableFuture<Void> seen = new CompletableFuture<>();
        var asking = clock.scheduleWithFixedDelay(
                () -> {
                    try {
                        if (happened.getAsBoolean()) {
                            seen.complete(null);
                        }
                    } catch (Throwable broken) {
                        seen.completeExceptionally(broken);
                    }
                },
                0,
                20,
                TimeUnit.MILLISECONDS);
        try {
            seen.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException inVain) {
            throw new AssertionError("In vain: " + what, inVain);
        } finally {
            asking.cancel(false);
        }
    }

    long count(String query) {
        return database.sql(query).query(Long.class).single();
    }

    List<ProcessHandle> processes() {
        return script.descendants();
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String classPath() {
        String ofSurefire = System.getProperty("surefire.test.class.path");
        return ofSurefire == null ? System.getProperty("java.class.path") : ofSurefire;
    }

    void end() throws InterruptedException {
        clock.shutdownNow();
        source.destroy();
        script.end();
    }
}
