package org.pastecluster.http.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebSocketHandshakeTest {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    @Test
    void the_answer_is_the_one_of_the_rfc() {
        assertThat(WebSocketHandshake.answering(KEY))
                .containsEntry("sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                .containsEntry("sec-websocket-protocol", "pastecluster.1");
    }

    @Test
    void an_answer_must_fit_in_each_part() {
        Map<String, String> answer = new HashMap<>(WebSocketHandshake.answering(KEY));
        answer.put("upgrade", "WebSocket");
        assertThat(WebSocketHandshake.isAnswer(answer::get, KEY)).isTrue();
        assertThat(WebSocketHandshake.isAnswer(answer::get, WebSocketHandshake.key(new byte[16])))
                .isFalse();
        for (String name : answer.keySet()) {
            Map<String, String> without = new HashMap<>(answer);
            without.remove(name);
            assertThat(WebSocketHandshake.isAnswer(without::get, KEY)).as(name).isFalse();
        }
        answer.put("sec-websocket-extensions", "permessage-deflate");
        assertThat(WebSocketHandshake.isAnswer(answer::get, KEY)).isFalse();
    }

    @Test
    void a_request_that_lacks_something_is_told_what() {
        Map<String, String> request = new HashMap<>(WebSocketHandshake.asking(KEY));
        assertThat(WebSocketHandshake.fault(request::get)).isNull();
        request.put("sec-websocket-protocol", "chat, pastecluster.1");
        assertThat(WebSocketHandshake.fault(request::get)).isNull();
        for (String name : request.keySet()) {
            Map<String, String> without = new HashMap<>(request);
            without.remove(name);
            assertThat(WebSocketHandshake.fault(without::get)).startsWith(name);
        }
        request.put("sec-websocket-key", "c2hvcnQ=");
        assertThat(WebSocketHandshake.fault(request::get)).isEqualTo("sec-websocket-key");
        request.put("sec-websocket-key", "no base 64");
        assertThat(WebSocketHandshake.fault(request::get)).isEqualTo("sec-websocket-key");
    }
}
