package org.pastecluster.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonParser;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.DotNetMessage;

/** What .NET nodes said to each other, said to this handler. The recordings hold one exchange a line. */
class RecordedTrafficTest {

    private static final String[] HEADERS = {
        "slovetoken", "fromnode", "masternode", "Content-Type", "ContentType", "Referer"
    };

    private HandlerBench bench;

    @AfterEach
    void close() {
        bench.close();
    }

    static Stream<String> exchanges() throws Exception {
        try (InputStream file = RecordedTrafficTest.class.getResourceAsStream("recorded.jsonl")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void every_recorded_request_gets_an_answer_of_the_recorded_shape(String line) throws Exception {
        JsonObject recorded = parse(line);
        Map<String, String> headers = headers(recorded);
        String token = headers.getOrDefault("slovetoken", "tok");
        bench = new HandlerBench(HttpSettings.builder()
                        .secret(token.equals("interop-secret") ? token : "tok-tok")
                        .auth(AuthMode.TOKEN)
                        .openReads(true)
                        .build())
                .started();
        headers.computeIfPresent("slovetoken", (name, value) -> value.equals("tok") ? "tok-tok" : value);
        String[] path = recorded.text("path", "")
                .replaceAll("token=tok$", "token=tok-tok")
                .split("\\?", 2);

        HttpAnswer answer = bench.ask(
                recorded.text("method", ""),
                path[0],
                path.length > 1 ? path[1] : "",
                headers,
                recorded.text("body", "").getBytes(StandardCharsets.UTF_8));

        int status = (int) recorded.number("status", 0);
        String said = recorded.text("answer", "");
        if (status == 500 || said.equals("token参数错误!")) {
            assertThat(answer.status()).as("this project says what is wrong").isEqualTo(403);
        } else {
            assertThat(answer.status()).isEqualTo(status);
        }
        if (answer.status() == 200) {
            sameShape(path[0], answer, said);
        }
    }

    private static void sameShape(String path, HttpAnswer answer, String recorded) throws JsonException {
        String given = HandlerBench.text(answer);
        if (recorded.startsWith("{")) {
            JsonObject json = parse(given);
            JsonObject theirs = parse(recorded);
            DotNetAnswer read = DotNetAnswer.read(json);
            assertThat(read.success()).isEqualTo(theirs.flag("success"));
            assertThat(given).startsWith("{\"success\":true,\"master\":{\"host\":");
            assertThat(read.nodeCount()).isEqualTo(path.endsWith("/health") || path.endsWith("/run") ? 2 : 0);
        } else if (recorded.startsWith("[")) {
            assertThat(given).startsWith("[{\"host\":\"http://").endsWith("}]");
        } else if (recorded.startsWith("总")) {
            assertThat(given).matches("总节点数:[0-9]+ Master:http://\\S+ Current:http://\\S+ Count:0");
        } else {
            assertThat(given).isEqualTo(recorded);
        }
    }

    @Test
    void what_is_read_is_written_as_dot_net_writes_it() throws Exception {
        bench = new HandlerBench(
                HttpSettings.builder().secret("interop-secret-long").build());
        int compared = 0;
        for (String line : exchanges().toList()) {
            JsonObject recorded = parse(line);
            String answer = recorded.text("answer", "");
            if (answer.startsWith("{\"success\"")) {
                assertThat(DotNetAnswer.read(parse(answer)).write()).hasToString(answer);
                compared++;
            }
            String body = recorded.text("body", "");
            if (recorded.text("path", "").endsWith("/msg") && body.contains("\"from\":{")) {
                assertThat(DotNetMessage.read(parse(body)).write()).hasToString(body);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(30);
    }

    private static Map<String, String> headers(JsonObject recorded) throws JsonException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        JsonObject given = recorded.requiredObject("headers");
        for (String name : HEADERS) {
            String value = given.text(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private static JsonObject parse(String json) throws JsonException {
        return JsonParser.object(json.getBytes(StandardCharsets.UTF_8), 32);
    }
}
