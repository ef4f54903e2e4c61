package org.pastecluster.http.dotnet;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonParser;
import org.pastecluster.http.wire.DotNetAnswer;

/** One node of a mixed cluster as its own process: a real .NET PasteCluster node, or a node of this project. */
final class NodeProcess implements AutoCloseable {

    /** What a node says of itself. */
    record Standing(String master, int nodes) {}

    static final String SECRET = "interop-secret";

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private final boolean java;
    private final int id;
    private final int port;
    private final ProcessBuilder command;
    private final NodeLog log;
    private Process process;
    private boolean frozen;

    private NodeProcess(boolean java, int id, int port, ProcessBuilder command, NodeLog log) {
        this.java = java;
        this.id = id;
        this.port = port;
        this.command = command;
        this.log = log;
    }

    /** The .NET program, where this machine has it. */
    static Optional<Path> dotNetProgram() {
        String named = System.getenv("PASTECLUSTER_DOTNET");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate =
                    folder.resolve("../shared/dotnet/pastecluster-dotnet").normalize();
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** @param loud whether it logs what it does, which costs it more than doing it */
    static NodeProcess dotNet(int id, int port, String nodes, Path folder, boolean loud) {
        ProcessBuilder command =
                new ProcessBuilder(dotNetProgram().orElseThrow().toString(), "--urls", "http://127.0.0.1:" + port);
        command.environment().put("ClusterConfig__ClusterHost", nodes);
        command.environment().put("ClusterConfig__CurrentHost", "http://127.0.0.1:" + port);
        command.environment().put("ClusterConfig__SloveToken", SECRET);
        command.environment().put("ClusterConfig__TickSloveHealth", "1");
        command.environment().put("ClusterConfig__TickScanSloveHealth", "1");
        if (loud) {
            command.environment().put("CONSOLE_LOG", "1");
        }
        command.environment()
                .put("WIRE_LOG", folder.resolve("wire-" + id + ".jsonl").toString());
        command.redirectErrorStream(true)
                .redirectOutput(folder.resolve("node-" + id + ".log").toFile());
        return new NodeProcess(false, id, port, command, NodeLog.in(folder, id));
    }

    static NodeProcess java(int id, int port, String nodes, Path folder) {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + System.getProperty("jdk.module.path", ""),
                JavaNode.class.getName(),
                Integer.toString(port),
                Integer.toString(id),
                nodes,
                SECRET);
        command.redirectErrorStream(true)
                .redirectOutput(folder.resolve("node-" + id + ".log").toFile());
        return new NodeProcess(true, id, port, command, NodeLog.in(folder, id));
    }

    void start() throws IOException {
        process = command.start();
    }

    boolean isJava() {
        return java;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    boolean isUp() {
        return process != null && process.isAlive() && !frozen;
    }

    /** What it answers about its master and its list; empty while it knows no master or does not answer. */
    Optional<Standing> standing() throws InterruptedException {
        try {
            HttpResponse<byte[]> response = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(url() + "/api/cluster/health"))
                            .header("slovetoken", SECRET)
                            .timeout(Duration.ofSeconds(2))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            DotNetAnswer answer = DotNetAnswer.read(JsonParser.object(response.body(), 16));
            return answer.master() == null
                    ? Optional.empty()
                    : Optional.of(new Standing(answer.master().host(), answer.nodeCount()));
        } catch (IOException | JsonException notNow) {
            return Optional.empty();
        }
    }

    String get(String pathAndQuery) throws IOException, InterruptedException {
        return CLIENT.send(
                        HttpRequest.newBuilder(URI.create(url() + pathAndQuery))
                                .timeout(Duration.ofSeconds(5))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** What a .NET node answers says nothing; a Java node tells what became of it. */
    String pushToAll(String body) throws IOException, InterruptedException {
        return get("/biz/all?type=11&body=" + URLEncoder.encode(body, StandardCharsets.UTF_8));
    }

    /** Whether its business code has received a message with this text. */
    boolean hasReceived(String body) throws InterruptedException {
        try {
            return get("/biz/inbox").contains(body);
        } catch (IOException notNow) {
            return false;
        }
    }

    /** What it says of itself and wrote lately, for the message of a failed test. */
    String story() throws InterruptedException {
        StringBuilder text = new StringBuilder("=== ").append(this);
        if (isUp()) {
            text.append(' ').append(standing()).append('\n').append(own(java ? "/biz/history" : "/biz/me"));
        } else {
            text.append(" is down\n");
        }
        return text.append(java ? log.ofJava() : log.ofDotNet()).toString();
    }

    private String own(String path) throws InterruptedException {
        try {
            return get(path) + '\n';
        } catch (IOException notNow) {
            return path + ": " + notNow + '\n';
        }
    }

    /** Processor time used since its start. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Tells a .NET node, in another's name, that this one is master. */
    void follow(NodeProcess master) throws IOException, InterruptedException {
        String body = "{\"master\":{\"host\":\"" + master.url() + "\",\"id\":" + master.id + ",\"group\":" + master.id
                + "},\"nodes\":[]}";
        var unused = CLIENT.send(
                HttpRequest.newBuilder(URI.create(url() + "/api/cluster/master"))
                        .header("slovetoken", SECRET)
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(5))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    /** How many exchanges it has logged that others, or itself, began; a .NET node alone logs them. */
    long exchanges() throws IOException {
        return log.exchanges();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    void leave() {
        process.destroy();
    }

    void freeze() throws IOException, InterruptedException {
        signal("STOP");
        frozen = true;
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
        frozen = false;
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    @Override
    public String toString() {
        return (java ? "java " : ".NET ") + id + " (" + url() + ")";
    }
}
