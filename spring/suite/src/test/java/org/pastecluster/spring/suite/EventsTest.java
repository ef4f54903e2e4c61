package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.PreDestroy;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterListener;
import org.pastecluster.ListenerRegistration;
import org.pastecluster.Messages;
import org.pastecluster.Role;
import org.pastecluster.NodeAddress;
import org.pastecluster.Member;
import org.pastecluster.ClusterView;
import org.pastecluster.Target;
import org.pastecluster.spring.ClusterTemplate;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

/** The cluster's news as application events. */
@ExtendWith(OutputCaptureExtension.class)
class EventsTest {

    /** Notes what it hears. */
    static class News {

        final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Order(1)
        @EventListener
        void hear(ClusterEvent event) {
            heard.add(event.getClass().getSimpleName());
        }

        @Order(2)
        @EventListener
        void fail(ClusterEvent.LeadershipAcquired news) {
            throw new IllegalStateException("not now");
        }

        @org.pastecluster.spring.ClusterListener(type = 20)
        void take(String text) {
            heard.add(text);
        }

        @PreDestroy
        void end() {
            heard.add("destroyed");
        }
    }

    /** Beside the application. */
    @Configuration(proxyBeanMethods = false)
    static class WithNews {

        @Bean
        News news() {
            return new News();
        }

        /** The application is ready when it has returned. */
        @Bean
        ApplicationRunner runner(News news) {
            return arguments -> news.heard.add("runs");
        }
    }

    @Test
    void come_in_order_after_the_application_is_ready_and_before_its_beans_end(CapturedOutput output)
            throws Exception {
        ConfigurableApplicationContext context = App.start(List.of(WithNews.class));
        News news = context.getBean(News.class);
        assertThat(until(news, "LeadershipAcquired")).startsWith("runs");

        context.stop();
        assertThat(until(news, "Stopped")).contains("LeadershipLost").doesNotContain("LeadershipAcquired");
        context.start();
        assertThat(until(news, "LeadershipAcquired")).doesNotContain("LeadershipLost", "Stopped", "runs");
        ClusterTemplate cluster = context.getBean(ClusterTemplate.class);
        assertThat(Waiting.until(cluster.send(Target.all(), 20, "again")).isDelivered())
                .isTrue();
        until(news, "again");

        context.close();
        assertThat(until(news, "destroyed")).containsSubsequence("LeadershipLost", "Stopped", "destroyed");
        assertThat(news.heard).isEmpty();
        assertThat(output).contains("threw on LeadershipAcquired of the cluster; the next event follows.", "not now");
    }

    private static List<String> until(News news, String last) throws InterruptedException {
        List<String> heard = new ArrayList<>();
        String next;
        do {
            next = news.heard.poll(60, TimeUnit.SECONDS);
            heard.add(next);
        } while (next != null && !next.equals(last));
        assertThat(heard).contains(last);
        return heard;
    }

    private static final Member SELF = new Member(NodeAddress.of("http://self"), 1);
    private static final ClusterEvent EVENT = new ClusterEvent.Stopped("a test says so", false);

    /** With a cluster that is the application's own, and was there before. */
    @Configuration(proxyBeanMethods = false)
    static class WithOwnCluster {

        final List<ClusterListener> listeners = new CopyOnWriteArrayList<>();
        final List<Integer> heardWhileStarting = new CopyOnWriteArrayList<>();

        @Bean
        ApplicationRunner runner(News news) {
            return arguments -> {
                listeners.forEach(listener -> listener.onEvent(EVENT));
                heardWhileStarting.add(news.heard.size());
            };
        }

        @Bean
        News news() {
            return new News();
        }

        @Bean(destroyMethod = "")
        Cluster cluster() {
            return fake(Cluster.class);
        }

        private <T> T fake(Class<T> type) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> switch (
                            method.getName()) {
                        case "messages" -> fake(Messages.class);
                        case "view" -> new ClusterView(SELF, Role.STOPPED, 0, 0, null, List.of());
                        case "addListener" -> {
                            listeners.add((ClusterListener) arguments[0]);
                            yield (ListenerRegistration) () -> {};
                        }
                        case "on" -> (ListenerRegistration) () -> {};
                        case "hashCode" -> 1;
                        case "equals" -> self == arguments[0];
                        default -> null;
                    }));
        }
    }

    @Test
    void of_a_cluster_of_the_applications_own_begin_when_it_is_ready_and_end_with_it() {
        ConfigurableApplicationContext context = App.start(List.of(WithOwnCluster.class));
        WithOwnCluster own = context.getBean(WithOwnCluster.class);
        News news = context.getBean(News.class);

        assertThat(own.heardWhileStarting).containsExactly(0);
        assertThat(own.listeners).isNotEmpty();
        news.heard.clear();
        own.listeners.forEach(listener -> listener.onEvent(EVENT));
        assertThat(news.heard).containsExactly("Stopped");

        context.close();
        own.listeners.forEach(listener -> listener.onEvent(EVENT));
        assertThat(news.heard).containsExactly("Stopped", "destroyed");
    }
}
