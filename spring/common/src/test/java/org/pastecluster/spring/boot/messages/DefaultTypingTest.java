package org.pastecluster.spring.boot.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Message;
import org.pastecluster.spring.PayloadConverter;
import tools.jackson.databind.json.JsonMapper;

/** Applications whose mapper writes and reads class names. */
class DefaultTypingTest {

    static Stream<PayloadConverter> converters() {
        JsonMapper three = JsonMapper.builder()
                .activateDefaultTyping(
                        tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator.builder()
                                .allowIfBaseType(Object.class)
                                .build(),
                        tools.jackson.databind.DefaultTyping.NON_FINAL)
                .build();
        ObjectMapper two = new ObjectMapper()
                .activateDefaultTyping(
                        com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator.builder()
                                .allowIfBaseType(Object.class)
                                .build(),
                        ObjectMapper.DefaultTyping.NON_FINAL);
        return Stream.of(
                new Jackson3().pasteClusterPayloadConverter(three), new Jackson2().pasteClusterPayloadConverter(two));
    }

    @ParameterizedTest
    @MethodSource("converters")
    void neither_write_nor_believe_them_on_the_wire(PayloadConverter converter) {
        Map<String, List<Integer>> payload = Map.of("a", List.of(1));
        String body = "[\"java.util.concurrent.atomic.AtomicLong\",7]";

        assertThat(converter.toMessage(20, payload).text()).isEqualTo("{\"a\":[1]}");
        assertThat(converter.fromMessage(came(body), Object.class))
                .isEqualTo(List.of("java.util.concurrent.atomic.AtomicLong", 7));
    }

    private static ClusterMessage came(String body) {
        return new ClusterMessage("http://192.0.2.1:8080", 1, Message.text(20, body), 0);
    }
}
