package org.pastecluster.http.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.HttpLimits;
import org.pastecluster.http.LoopbackServer;
import org.pastecluster.http.Secret;
import org.pastecluster.http.auth.SignedRequest;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonParser;
import org.pastecluster.http.link.LinkHub;
import org.pastecluster.http.link.LinkOutput;
import org.pastecluster.http.link.LinkSeal;
import org.pastecluster.http.link.LinkTimes;
import org.pastecluster.http.wire.FrameCodec;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.message.Frame;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.message.Request;
import org.pastecluster.spi.TimeSource;

/** What WIRE.md says by example is true. */
class WireDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "WIRE.md");
    private static final String SECRET = "correct-horse-battery-staple";

    private static String document() throws Exception {
        return Files.readString(DOCUMENT);
    }

    private static String block(String after, String language) throws Exception {
        Matcher matcher = Pattern.compile(Pattern.quote(after) + ".*?\n```" + language + "\n(.*?)\n```", Pattern.DOTALL)
                .matcher(document());
        assertThat(matcher.find())
                .as("a block of %s after '%s'", language, after)
                .isTrue();
        return matcher.group(1);
    }

    @Test
    void the_worked_example_is_right() throws Exception {
        byte[] body = "{\"host\":\"http://192.0.2.5:80\"}".getBytes(StandardCharsets.UTF_8);
        SignedRequest request = new SignedRequest(
                new Secret(SECRET),
                "POST",
                "/api/cluster/remove",
                "",
                body,
                0x0123456789abcdefL,
                0xfedcba9876543210L,
                1_800_000_000_000L,
                1);
        byte[] answer = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);
        String answerText = String.join(
                "\n",
                "pastecluster-1 answer",
                "200",
                Secret.hash(answer),
                "fedcba9876543210",
                "1800000000005",
                request.headers().get("pastecluster-signature"));
        String answerSignature = new Secret(SECRET).sign(answerText);

        assertThat(block("### Worked example", "text").lines())
                .contains("pastecluster-signature: " + request.headers().get("pastecluster-signature"))
                .contains(Secret.hash(body))
                .contains(Secret.hash(answer))
                .contains("pastecluster-signature: " + answerSignature);
        assertThat(request.answeredBy(
                        200,
                        answer,
                        Map.of(
                                "pastecluster-from", "fedcba9876543210",
                                "pastecluster-time", "1800000000005",
                                "pastecluster-signature", answerSignature)::get))
                .isEqualTo(OptionalLong.of(0xfedcba9876543210L));
    }

    @Test
    void the_example_of_a_sealed_record_is_right() throws Exception {
        Map<String, String> example = new LinkedHashMap<>();
        block("### Sealed records", "text").lines().forEach(line -> {
            String[] parts = line.split(": ", 2);
            example.put(parts[0], parts[1]);
        });
        SignedRequest request = new SignedRequest(
                new Secret(SECRET),
                "GET",
                "/api/cluster/link",
                example.get("query"),
                new byte[0],
                0x0123456789abcdefL,
                0xfedcba9876543210L,
                1_800_000_000_000L,
                2);
        String salt = example.get("query").replaceAll(".*&salt=", "");
        byte[] key = request.linkKey(LinkSeal.NAME, salt, example.get("pastecluster-salt"), 0xfedcba9876543210L);

        assertThat(request.headers()).containsEntry("pastecluster-signature", example.get("pastecluster-signature"));
        assertThat(HexFormat.of().formatHex(key)).startsWith(example.get("key"));
        assertThat(HexFormat.of().formatHex(firstWrite(new LinkSeal(key)))).isEqualTo(example.get("record"));
        assertThat(HexFormat.of().formatHex(firstWrite(null))).isEqualTo(example.get("frame"));
    }

    /** What a link begins with. */
    private static byte[] firstWrite(LinkSeal seal) throws Exception {
        BlockingQueue<byte[]> writes = new LinkedBlockingQueue<>();
        try (LinkHub hub =
                new LinkHub(TimeSource.system(), LinkTimes.DEFAULT, 32, (host, request, timeout, outcome) -> {})) {
            hub.start(new LinkParty());
            Runnable end = hub.accept("http://192.0.2.3:8080", 0x0123456789abcdefL, 1, seal)
                    .opened(new LinkOutput() {
                        @Override
                        public void write(byte[] buffer, int from, int length) {
                            writes.add(Arrays.copyOfRange(buffer, from, from + length));
                        }

                        @Override
                        public void close() {}
                    });
            byte[] first = writes.poll(60, TimeUnit.SECONDS);
            assertThat(first).isNotNull();
            end.run();
            return first;
        }
    }

    @Test
    void the_example_of_a_frame_is_one() throws Exception {
        byte[] example = block("### Example of a request", "json").getBytes(StandardCharsets.UTF_8);
        JsonObject json = JsonParser.object(example, HttpLimits.DEFAULT.jsonDepth());

        Frame frame = FrameCodec.readRequestFrom(json);

        assertThat(frame.body()).isInstanceOf(Request.Heartbeat.class);
        assertThat(FrameCodec.readRequestFrom(
                        JsonParser.object(FrameCodec.request(frame).toBytes(), 32)))
                .isEqualTo(frame);
    }

    @Test
    void every_path_kind_and_limit_is_named() throws Exception {
        String text = document();

        assertThat(Operation.values())
                .allSatisfy(operation ->
                        assertThat(text).containsPattern("\\| (GET|POST|GET, POST) \\| " + operation.word() + " \\|"));
        assertThat(Stream.concat(
                                Arrays.stream(Request.class.getPermittedSubclasses())
                                        .filter(kind -> kind != NeighbourRequest.class),
                                Stream.of(NeighbourRequest.Heard.class))
                        .map(Class::getSimpleName))
                .allSatisfy(kind -> assertThat(text).contains("| `" + kind.toLowerCase(java.util.Locale.ROOT) + "` |"));
        assertThat(text).contains("1 MiB", "32 levels", "2 KiB", "1,024", "256", "32 MiB");
    }

    @Test
    void the_curl_session_works() throws Exception {
        assumeTrue(
                isInstalled("bash") && isInstalled("curl") && isInstalled("openssl"), "needs bash, curl and openssl");
        try (LoopbackServer server = new LoopbackServer();
                PasteCluster node = PasteCluster.builder()
                        .host(server.url())
                        .secret(SECRET)
                        .shutdownHook(false)
                        .create()) {
            server.serve(node.handler());
            node.start().awaitLeader().toCompletableFuture().get(60, TimeUnit.SECONDS);
            String functions = block("### By hand", "bash");

            assertThat(shell(functions + "\npc GET status", server.url()))
                    .isEqualTo("总节点数:1 Master:" + server.url() + " Current:" + server.url() + " Count:0");
            assertThat(shell(functions + "\npc GET addone 'host=http://127.0.0.1:1&id=7'", server.url()))
                    .isEqualTo("手动加入!");
            assertThat(shell(functions + "\npc POST remove '{\"host\":\"http://127.0.0.1:1\"}'", server.url()))
                    .startsWith("{\"success\":true");
            assertThat(shell(
                            "PASTECLUSTER_SECRET=wrong-horse-battery-staple\n" + functions + "\npc GET nodes",
                            server.url()))
                    .contains("the secrets differ");
        }
    }

    @Test
    void the_token_session_works() throws Exception {
        assumeTrue(isInstalled("bash") && isInstalled("curl"), "needs bash and curl");
        try (LoopbackServer server = new LoopbackServer();
                PasteCluster node = PasteCluster.builder()
                        .host(server.url())
                        .secret(SECRET)
                        .auth(AuthMode.TOKEN)
                        .shutdownHook(false)
                        .create()) {
            server.serve(node.handler());
            node.start().awaitLeader().toCompletableFuture().get(60, TimeUnit.SECONDS);

            assertThat(shell(block("### With a token", "bash"), server.url())).startsWith("总节点数:1");
        }
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String shell(String script, String url) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
        builder.environment().put("PASTECLUSTER_URL", url);
        builder.environment().put("PASTECLUSTER_SECRET", SECRET);
        builder.environment().put("no_proxy", "127.0.0.1");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }
}
