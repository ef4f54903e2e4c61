package org.pastecluster.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":[]}",
                "{\"a\":{\"b\":[1,-2,true,false,null,\"x\"]}}",
                "{\"a\":9223372036854775807}",
                "{\"a\":1.5e10}",
                "{\"a\":123456789012345678901234567890}",
                "{\"a\":\"\\u4e2d\\n\\\"\\\\\"}"
            })
    void reads_what_is_json_and_writes_it_again(String text) throws JsonException {
        JsonObject object = parse(text);

        assertThat(parse(object.toString())).hasToString(object.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "null",
                "{\"a\":1} x",
                "{\"a\":1,}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":+1}",
                "{\"a\":-}",
                "{\"a\":1e}",
                "{\"a\":NaN}",
                "{\"a\":tru}",
                "{\"a\":\"\\q\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"x",
                "{\"a\":\"\u0001\"}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":[1 2]}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":",
                "\ufeff{}"
            })
    void refuses_what_is_not_an_object(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(JsonException.class);
    }

    @Test
    void refuses_what_is_nested_too_deep_without_a_deep_stack() {
        String deep = "{\"a\":" + "[".repeat(100_000);

        assertThatThrownBy(() -> parse(deep)).hasMessageContaining("deeper than 8");
    }

    @Test
    void counts_objects_and_arrays_alike() throws JsonException {
        String eight = "{\"a\":[{\"a\":[{\"a\":[{\"a\":[1]}]}]}]}";

        assertThat(parse(eight)).hasToString(eight);
        assertThatThrownBy(() -> parse("{\"a\":[{\"a\":[{\"a\":[{\"a\":[{}]}]}]}]}"))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void refuses_bytes_that_are_no_text() {
        byte[] bytes = {'{', '"', (byte) 0xc3, '"', ':', '1', '}'};

        assertThatThrownBy(() -> JsonParser.object(bytes, 8)).hasMessageContaining("UTF-8");
    }

    @Test
    void a_huge_exponent_costs_nothing_and_is_no_whole_number() throws JsonException {
        JsonObject object = parse("{\"a\":1e999999999}");

        assertThatThrownBy(() -> object.number("a", 0)).hasMessageContaining("'a' must be a whole number");
    }

    @Test
    void a_whole_number_may_stand_as_text() throws JsonException {
        JsonObject object = parse("{\"a\":\"9007199254740993\",\"b\":7}");

        assertThat(object.number("a", 0)).isEqualTo(9007199254740993L);
        assertThat(object.number("b", 0)).isEqualTo(7);
        assertThat(object.number("c", -5)).isEqualTo(-5);
    }

    @Test
    void an_error_does_not_repeat_what_was_sent() {
        assertThatThrownBy(() -> parse("{\"token\":\"very secret\" oops}"))
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("secret", "oops"));
    }

    private static JsonObject parse(String text) throws JsonException {
        return JsonParser.object(text.getBytes(StandardCharsets.UTF_8), 8);
    }
}
