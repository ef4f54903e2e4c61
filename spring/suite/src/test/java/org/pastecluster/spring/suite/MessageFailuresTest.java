package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Message;
import org.pastecluster.spring.ClusterListener;
import org.pastecluster.spring.ClusterTemplate;
import org.pastecluster.spring.PayloadConverter;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.pastecluster.spring.boot.failure.ClusterSettingException;
import org.pastecluster.spring.boot.messages.PasteClusterMessagesAutoConfiguration;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import reactor.core.publisher.Flux;

/** Methods that cannot take messages end the start with a sentence and the fix; where the cluster is off they are nothing. */
class MessageFailuresTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PasteClusterAutoConfiguration.class, PasteClusterMessagesAutoConfiguration.class));

    static class Good {
        @ClusterListener(type = 20)
        void take(String text) {}
    }

    static class Another {
        @ClusterListener(type = 20)
        void take(String text) {}
    }

    @Test
    void two_methods_for_one_type() {
        fails(
                application.withBean("one", Good.class).withBean("two", Another.class),
                "The method Another.take of the bean 'two' takes messages of type 20,"
                        + " and so does the method Good.take of the bean 'one'. Give one of them another type");
    }

    static class Reserved {
        @ClusterListener(type = 10)
        void take(String text) {}
    }

    @Test
    void a_reserved_type() {
        fails(application.withBean(Reserved.class), "type 10, which is reserved. Take 0 or a number above 10.");
    }

    static class TwoPayloads {
        @ClusterListener(type = 20)
        void take(String text, ClusterMessage message, byte[] bytes) {}
    }

    @Test
    void two_payloads() {
        fails(application.withBean(TwoPayloads.class), "two parameters for their payload, java.lang.String and byte[]");
    }

    static class Several {
        @ClusterListener(type = 20)
        Flux<String> take(String text) {
            return Flux.empty();
        }
    }

    static class Blocking {
        @ClusterListener(type = 20)
        FutureTask<String> take(String text) {
            return new FutureTask<>(() -> text);
        }
    }

    @Test
    void a_return_type_that_is_no_single_reply() {
        fails(application.withBean(Several.class), "returns Flux, which is no single reply. Let it return");
        fails(application.withBean(Blocking.class), "returns FutureTask, which is no single reply. Let it return");
    }

    /** For proxies. */
    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class WithAsync {}

    static class Final {
        @ClusterListener(type = 20)
        final void take(String text) {}

        @Async
        CompletableFuture<String> other() {
            return CompletableFuture.completedFuture("");
        }
    }

    @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
    static class Private {
        @ClusterListener(type = 20)
        private void take(String text) {}

        @Async
        CompletableFuture<String> other() {
            return CompletableFuture.completedFuture("");
        }
    }

    static class Hidden implements Runnable {
        @ClusterListener(type = 20)
        public void take(String text) {}

        @Async
        @Override
        public void run() {}
    }

    @Test
    void what_a_proxy_cannot_pass_on() {
        ApplicationContextRunner proxying = application.withUserConfiguration(WithAsync.class);

        fails(proxying.withBean(Final.class), "is final, so that the bean's proxy cannot pass them on. Make it not final.");
        fails(proxying.withBean(Private.class), "the bean's proxy does not have it. Make it public");
        fails(proxying.withBean(Hidden.class), "the bean's proxy does not have it. Make it public");
    }

    @Test
    void a_bean_that_is_no_singleton() {
        fails(
                application.withBean(Good.class, Good::new, definition -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE)),
                "the bean is no singleton. Make it one");
    }

    static class Structured {
        @ClusterListener(type = 20)
        void take(Takers.Point point) {}
    }

    @Test
    void a_structured_payload_without_a_mapper() {
        fails(application.withBean(Structured.class), "has no JsonMapper or ObjectMapper", "Spring Boot's starter for JSON");
        application.withBean(Good.class).run(context -> assertThat(context).hasNotFailed());
    }

    /** Says type and text of everything. */
    static class Own implements PayloadConverter {
        @Override
        public Message toMessage(int type, Object payload) {
            return Message.text(type, payload.toString());
        }

        @Override
        public Object fromMessage(ClusterMessage message, java.lang.reflect.Type type) {
            return message.text();
        }
    }

    @Test
    void a_converter_of_the_applications_own_takes_the_place_of_all_others() {
        application.withBean(Own.class).withBean(Structured.class).run(context -> assertThat(context)
                .hasNotFailed()
                .getBean(PayloadConverter.class)
                .isInstanceOf(Own.class));
    }

    @Test
    void switched_off_the_annotation_means_nothing() {
        application
                .withPropertyValues("pastecluster.enabled=false")
                .withBean(Reserved.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ClusterTemplate.class)
                        .doesNotHaveBean(PayloadConverter.class));
    }

    private static void fails(ApplicationContextRunner application, String... sentences) {
        application.run(context -> assertThat(context)
                .hasFailed()
                .getFailure()
                .isInstanceOf(ClusterSettingException.class)
                .message()
                .contains(sentences));
    }
}
