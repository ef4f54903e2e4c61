package org.pastecluster.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerParserTest {

    private static HttpReply parse(AnswerParser parser, String text, int piece) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        HttpReply reply = null;
        for (int at = 0; at < bytes.length && reply == null; at += piece) {
            reply = parser.take(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
        }
        return reply;
    }

    private static String body(HttpReply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void reads_a_body_of_known_length_in_pieces(int piece) throws Exception {
        AnswerParser parser = new AnswerParser(100);

        HttpReply reply = parse(
                parser, "HTTP/1.1 200 OK\r\nX-One: a b \r\nx-one: second\r\nContent-Length: 5\r\n\r\nhello", piece);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.first("x-one")).isEqualTo("a b");
        assertThat(body(reply)).isEqualTo("hello");
        assertThat(parser.keepsConnection()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void reads_chunks(int piece) throws Exception {
        AnswerParser parser = new AnswerParser(100);
        String first = "HTTP/1.1 100 Continue\r\n\r\n";
        String second = "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunks = "3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: x\r\n\r\n";

        HttpReply reply = parse(parser, first + second + chunks, piece);

        assertThat(body(reply)).isEqualTo("hello");
    }

    @Test
    void reads_to_the_end_where_no_length_is_told() throws Exception {
        AnswerParser parser = new AnswerParser(100);

        assertThat(parse(parser, "HTTP/1.0 200 OK\r\n\r\nhello", 1000)).isNull();
        assertThat(body(parser.atEnd())).isEqualTo("hello");
        assertThat(parser.keepsConnection()).isFalse();
    }

    @Test
    void half_an_answer_is_none() throws Exception {
        AnswerParser parser = new AnswerParser(100);

        assertThat(parse(parser, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello", 1000))
                .isNull();
        assertThat(parser.atEnd()).isNull();
    }

    @Test
    void keeps_no_connection_that_says_close() throws Exception {
        AnswerParser parser = new AnswerParser(100);
        HttpReply reply = parse(parser, "HTTP/1.1 204 No\r\nConnection: close\r\n\r\n", 1000);

        assertThat(reply.body()).isEmpty();
        assertThat(parser.keepsConnection()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n64\r\n",
                "HTTP/1.1 200 OK\r\n\r\n"
                        + "0123456789012345678901234567890123456789012345678901234567890123456789"
                        + "0123456789012345678901234567890123456789"
            })
    void refuses_what_is_malformed_or_too_long(String text) {
        assertThatThrownBy(() -> parse(new AnswerParser(100), text, 1000)).isInstanceOf(MalformedAnswerException.class);
    }

    @Test
    void refuses_endless_headers() {
        String endless = "HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(4000);

        assertThatThrownBy(() -> parse(new AnswerParser(100), endless, 1000))
                .hasMessageContaining("headers are longer");
    }
}
