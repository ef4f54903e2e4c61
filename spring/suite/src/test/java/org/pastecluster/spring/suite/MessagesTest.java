package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Delivery;
import org.pastecluster.LaneSettings;
import org.pastecluster.Message;
import org.pastecluster.Messages;
import org.pastecluster.RequestFailedException;
import org.pastecluster.Target;
import org.pastecluster.Verdict;
import org.pastecluster.spring.ClusterTemplate;
import org.pastecluster.spring.PayloadConversionException;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ParameterizedTypeReference;

/** Beans of two applications that send to each other. */
@Tag("core")
@ExtendWith(OutputCaptureExtension.class)
class MessagesTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Target BLUE = Target.named("blue");
    private static final Takers.Point POINT = new Takers.Point(3, 4);

    private static ConfigurableApplicationContext green;
    private static ConfigurableApplicationContext blue;
    private static ClusterTemplate cluster;
    private static Takers.Plain plain;

    @BeforeAll
    static void start() throws Exception {
        blue = App.start(List.of(Deployments.class, Takers.class), "pastecluster.name=blue");
        green = App.start(List.of(Releases.class), "pastecluster.nodes=" + App.url(blue) + ",0,0,blue");
        Waiting.until(Waiting.viewOfTwo(green.getBean(Cluster.class)));
        Waiting.until(Waiting.viewOfTwo(blue.getBean(Cluster.class)));
        cluster = green.getBean(ClusterTemplate.class);
        plain = blue.getBean(Takers.Plain.class);
    }

    @AfterAll
    static void stop() {
        green.close();
        blue.close();
    }

    @Test
    void what_the_readme_shows() throws Exception {
        Releases releases = green.getBean(Releases.class);

        assertThat(Waiting.until(releases.release("shop", "4.2")).isDelivered()).isTrue();
        assertThat(Waiting.until(releases.running("shop"))).isEqualTo(new Deployments.Running("shop", "4.2"));
        assertThat(Waiting.until(releases.running("till")).version()).isEqualTo("none");
    }

    @Test
    void json_is_written_by_the_mapper_of_the_generation() {
        String generation = SpringBootVersion.getVersion().startsWith("3.") ? "Jackson2" : "Jackson3";

        assertThat(green.getBeanFactory()
                        .getBeanDefinition("pasteClusterPayloadConverter")
                        .getFactoryBeanName())
                .endsWith(generation);
    }

    @Test
    void a_method_has_the_parameters_it_wants() throws Exception {
        assertThat(sent(30, POINT)).isEqualTo(Verdict.DELIVERED);
        assertThat(plain.taken.poll(60, TimeUnit.SECONDS))
                .isEqualTo(List.of(30, POINT, green.getBean(Cluster.class).self()));

        assertThat(sent(31, new byte[] {1, 2})).isEqualTo(Verdict.DELIVERED);
        assertThat(plain.taken.poll(60, TimeUnit.SECONDS)).isEqualTo(new byte[] {1, 2});

        assertThat(sent(0, "")).isEqualTo(Verdict.DELIVERED);
        assertThat(plain.taken.poll(60, TimeUnit.SECONDS)).isEqualTo("nothing");
    }

    @Test
    void a_returned_value_is_the_reply_at_once_or_later() throws Exception {
        assertThat(asked(32, List.of(POINT, POINT), Integer.class)).isEqualTo(14);
        assertThat(Waiting.until(cluster.request(
                        BLUE, 33, POINT, new ParameterizedTypeReference<List<Takers.Point>>() {}, LONG)))
                .containsExactly(POINT, POINT);
        assertThat(asked(34, POINT, Takers.Point.class)).isEqualTo(new Takers.Point(4, 3));
        assertThat(asked(40, POINT, String.class)).isEqualTo("ok");
        assertThat(blue.getBean(Takers.Special.class).last).isEqualTo(POINT);
    }

    @Test
    void a_returned_message_is_the_reply_as_it_is() throws Exception {
        Messages messages = green.getBean(Messages.class);

        ClusterMessage reply = Waiting.until(messages.request(BLUE, Message.text(35, "text"), LONG));

        assertThat(reply.type()).isEqualTo(36);
        assertThat(reply.text()).isEqualTo("text");
        assertThat(reply.headers()).containsEntry("kind", "own");
    }

    @ParameterizedTest
    @ValueSource(ints = {41, 42})
    void the_proxy_is_called(int type) throws Exception {
        assertThat(asked(type, "", String.class)).startsWith("task-");
    }

    @Test
    void a_method_that_throws_fails_its_message_and_no_other(CapturedOutput output) throws Exception {
        assertThatThrownBy(() -> asked(37, "throws", String.class))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        RequestFailedException.class,
                        failed -> assertThat(failed.verdict()).isEqualTo(Verdict.FAILED))
                .hasMessageContaining("out of order");
        assertThat(sent(37, "error")).isEqualTo(Verdict.FAILED);
        assertThat(sent(38, "")).isEqualTo(Verdict.FAILED);
        assertThat(asked(32, List.of(), Integer.class)).isEqualTo(0);
        assertThat(output).contains("The handler of messages of type 37 failed", "out of order");
    }

    @Test
    void a_method_that_returns_null_delivers_without_a_reply() {
        assertThatThrownBy(() -> asked(37, "", String.class))
                .cause()
                .isInstanceOfSatisfying(
                        RequestFailedException.class,
                        failed -> assertThat(failed.verdict()).isEqualTo(Verdict.DELIVERED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[\"java.lang.String\", \"x\"]", "{\"x\":\"many\"}", "\u0000"})
    void a_body_that_is_none_fails_its_message_and_says_why(String body) throws Exception {
        Delivery delivery = Waiting.until(cluster.send(BLUE, 40, body));

        assertThat(delivery.first().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(delivery.first().reason()).contains("The body of a message of type 40", "is no ", "Takers$Point");
        assertThat(asked(40, POINT, String.class)).isEqualTo("ok");
    }

    @Test
    void a_class_that_the_body_names_is_nobodys_choice() throws Exception {
        String named = "{\"@class\":\"java.util.ArrayList\",\"@type\":\"java.net.URL\",\"x\":5,\"y\":6}";

        assertThat(sent(40, named)).isEqualTo(Verdict.DELIVERED);
        assertThat(blue.getBean(Takers.Special.class).last).isEqualTo(new Takers.Point(5, 6));
    }

    @Test
    void a_reply_of_another_kind_fails_the_request() {
        assertThatThrownBy(() -> asked(40, POINT, Takers.Point.class))
                .cause()
                .isInstanceOf(PayloadConversionException.class);
    }

    @Test
    void what_cannot_be_sent_is_thrown_at_once() {
        assertThatThrownBy(() -> cluster.send(BLUE, 5, "text")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cluster.send(BLUE, 20, Message.text(20, "text")))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("org.pastecluster.Messages");
    }

    @Test
    void a_lane_of_ones_own_carries_payloads_too() throws Exception {
        try (var lane = green.getBean(Messages.class).openLane(LaneSettings.DEFAULT.timeToLive(LONG))) {
            CompletionStage<Integer> sum = cluster.over(lane).request(BLUE, 32, List.of(POINT), Integer.class, LONG);

            assertThat(Waiting.until(sum)).isEqualTo(7);
        }
    }

    private static Verdict sent(int type, Object payload) throws Exception {
        return Waiting.until(cluster.send(BLUE, type, payload)).first().verdict();
    }

    private static <T> T asked(int type, Object payload, Class<T> reply) throws Exception {
        return Waiting.until(cluster.request(BLUE, type, payload, reply, LONG));
    }
}
