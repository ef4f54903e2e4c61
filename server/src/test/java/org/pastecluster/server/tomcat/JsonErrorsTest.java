package org.pastecluster.server.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonParser;

/** Requests that the servlet never sees, or that it fails at, as bytes on a socket. */
class JsonErrorsTest {

    private static final int LONGEST_MILLIS = 60_000;
    private static final String GET = "GET / HTTP/1.1\r\n";
    private static final String HOST = "Host: a\r\n";

    private static EmbeddedTomcat tomcat;

    @BeforeAll
    static void start() {
        tomcat = EmbeddedTomcat.start(InetAddress.getLoopbackAddress(), 0, new Failing());
    }

    @AfterAll
    static void close() {
        tomcat.close();
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("a long header", 400, GET + HOST + "X: " + "x".repeat(9_000) + "\r\n"),
                Arguments.of("a long query", 400, "GET /?" + "x".repeat(9_000) + " HTTP/1.1\r\n" + HOST),
                Arguments.of("many headers", 400, GET + HOST + "X: 1\r\n".repeat(150)),
                Arguments.of("a bracket in the query", 400, "GET /?x=[ HTTP/1.1\r\n" + HOST),
                Arguments.of("no path", 400, "GARBAGE\r\n"),
                Arguments.of("no host", 400, GET),
                Arguments.of("two hosts", 400, GET + HOST + "Host: b\r\n"),
                Arguments.of("two lengths", 400, post("Content-Length: 1\r\nContent-Length: 2\r\n")),
                Arguments.of("a negative length", 400, post("Content-Length: -1\r\n")),
                Arguments.of("a length that is no number", 400, post("Content-Length: x\r\n")),
                Arguments.of("a header without a colon", 400, GET + HOST + "x\r\n"),
                Arguments.of("a percent sign alone", 400, "GET /% HTTP/1.1\r\n" + HOST),
                Arguments.of("an encoding of its own", 501, post("Transfer-Encoding: x\r\n")),
                Arguments.of("a version of its own", 505, "GET / HTTP/7.0\r\n" + HOST),
                Arguments.of("an expectation", 417, post("Expect: x\r\n")),
                Arguments.of("TRACE", 405, "TRACE / HTTP/1.1\r\n" + HOST),
                Arguments.of("a servlet that fails", 500, GET + HOST));
    }

    private static String post(String headers) {
        return "POST / HTTP/1.1\r\n" + HOST + headers;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void the_answer_is_one_line_of_json_and_tells_nothing_of_the_inside(String what, int status, String head)
            throws Exception {
        String answer = answer(head + "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").doesNotContainIgnoringCase("<html");
        assertThat(answer).doesNotContain("Tomcat", "at org.", "at java.", "Exception");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        JsonObject told = JsonParser.object(body.getBytes(StandardCharsets.UTF_8), 4);
        assertThat(told.text("state")).isEqualTo("refused");
        assertThat(told.requiredText("reason")).isNotEmpty();
        assertThat(body.lines()).hasSize(1);
    }

    private static String answer(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), tomcat.port())) {
            socket.setSoTimeout(LONGEST_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final class Failing extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            throw new IllegalStateException("a secret of the inside");
        }
    }
}
