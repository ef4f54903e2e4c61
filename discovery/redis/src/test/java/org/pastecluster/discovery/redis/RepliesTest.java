package org.pastecluster.discovery.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest {

    private static List<String> read(String bytes) throws IOException {
        return new Replies(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)), 200).next();
    }

    @Test
    void textsNumbersAndListsAreRead() throws IOException {
        assertThat(read("+OK\r\n")).containsExactly("OK");
        assertThat(read(":7\r\n")).containsExactly("7");
        assertThat(read("$4\r\na\r\nb\r\n")).containsExactly("a\r\nb");
        assertThat(read("$-1\r\n")).containsExactly("");
        assertThat(read("*2\r\n$3\r\n节\r\n:1\r\n")).containsExactly("节", "1");
        assertThat(read("*-1\r\n")).isEmpty();
    }

    @Test
    void aRefusalHasAWord() {
        assertThatThrownBy(() -> read("-NOAUTH Authentication required.\r\n"))
                .isInstanceOfSatisfying(
                        Replies.Refusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("NOAUTH"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "HTTP/1.1 400 \r\n",
                "$5\r\nab\r\n",
                "$2\r\nabcd",
                "$x\r\n",
                "$2000000000\r\n",
                "*100000\r\n",
                "*1\r\n*1\r\n:1\r\n",
                "+OK\rX",
                "+no end"
            })
    void whatIsNoAnswerIsAnErrorAndNothingWorse(String bytes) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class);
    }
}
