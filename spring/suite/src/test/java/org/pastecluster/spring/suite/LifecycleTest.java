package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Lane;
import org.pastecluster.LaneSettings;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.Messages;
import org.pastecluster.Role;
import org.pastecluster.Target;
import org.pastecluster.spring.ClusterDrain;
import org.pastecluster.spring.boot.PasteClusterCustomizer;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When a node joins and leaves. */
@Tag("core")
@Tag("web")
@ExtendWith(OutputCaptureExtension.class)
@Tag("slow")
@Tag("jdk")
class LifecycleTest {

    /** Notes what happens to an application, in its order. */
    static class Notes implements SmartLifecycle {

        final List<String> lines = new CopyOnWriteArrayList<>();
        private final Cluster cluster;
        private volatile boolean running;

        Notes(Cluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public void start() {
            running = true;
        }

        /** Between the cluster and the web server's graceful shutdown. */
        @Override
        public int getPhase() {
            return Integer.MAX_VALUE - 1;
        }

        @Override
        public void stop() {
            lines.add("stops " + cluster.view().role());
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }

    /** Beside the application. */
    @Configuration(proxyBeanMethods = false)
    static class WithNotes {

        @Bean
        Notes notes(Cluster cluster) {
            return new Notes(cluster);
        }

        @Bean
        PasteClusterCustomizer named() {
            return builder -> builder.name("customized");
        }

        /** The application is ready when it has returned. */
        @Bean
        ApplicationRunner runner(Notes notes) {
            return arguments -> notes.lines.add("runs " + notes.cluster.view().role());
        }

        @Bean
        ClusterDrain work(Notes notes) {
            return () -> CompletableFuture.runAsync(
                    () -> notes.lines.add("drains " + notes.cluster.view().role()));
        }
    }

    @Test
    void the_node_leaves_when_work_has_ended_and_before_the_web_server_begins_to_close(CapturedOutput output)
            throws Exception {
        ConfigurableApplicationContext context = App.start(List.of(WithNotes.class), "server.shutdown=graceful");
        Notes notes = context.getBean(Notes.class);
        Waiting.until(context.getBean(Cluster.class).awaitLeader());

        assertThat(context.getBean(Cluster.class).self().name()).isEqualTo("customized");
        context.close();

        assertThat(notes.lines).containsExactly("runs STOPPED", "drains LEADING", "stops STOPPED");
        assertThat(output).contains("Commencing graceful shutdown");
    }

    /** Does its work before it returns, until it is interrupted by {@link ClusterDrain#interrupt()}. */
    static class Blocking implements ClusterDrain {

        private final CompletableFuture<Void> end = new CompletableFuture<>();

        @Override
        public CompletionStage<?> drain() {
            end.join();
            return end;
        }

        @Override
        public void interrupt() {
            end.complete(null);
        }
    }

    @Test
    void work_that_blocks_when_asked_to_end_is_interrupted_all_the_same(CapturedOutput output) throws Exception {
        ConfigurableApplicationContext context = App.start(List.of(Blocking.class), "pastecluster.drain=50ms");
        Cluster cluster = context.getBean(Cluster.class);
        Waiting.until(cluster.awaitLeader());

        context.close();

        assertThat(cluster.view().role()).isEqualTo(Role.STOPPED);
        assertThat(output)
                .contains("Work was not done 50 ms after it was asked to end")
                .doesNotContain("Interrupted work goes on");
    }

    @Test
    void a_context_that_starts_again_joins_again_with_its_listeners_handlers_and_lanes() throws Exception {
        try (ConfigurableApplicationContext context = App.start(
                "POD_IP=127.0.0.1", "server.servlet.context-path=/app", "spring.webflux.base-path=/app")) {
            Cluster cluster = context.getBean(Cluster.class);
            LinkedBlockingQueue<ClusterEvent> news = new LinkedBlockingQueue<>();
            var unused = cluster.addListener(event -> {
                if (event instanceof ClusterEvent.LeadershipAcquired || event instanceof ClusterEvent.LeadershipLost) {
                    news.add(event);
                }
            });
            var unusedToo = context.getBean(Messages.class).onRequest(20, question -> CompletableFuture.completedStage(Message.text(20, "reply")));
            Lane lane = context.getBean(Messages.class).openLane(LaneSettings.DEFAULT);
            Waiting.until(cluster.awaitLeader());
            Member before = cluster.self();
            assertThat(before.host()).isEqualTo(App.url(context));

            context.stop();
            assertThat(cluster.view().role()).isEqualTo(Role.STOPPED);
            CompletionStage<?> leads = cluster.awaitLeader();
            context.start();
            Waiting.until(leads);

            ClusterMessage reply =
                    Waiting.until(lane.request(Target.leader(), Message.text(20, "question"), Duration.ofSeconds(20)));
            assertThat(reply.text()).isEqualTo("reply");
            assertThat(cluster.isLeader()).isTrue();
            assertThat(cluster.self().incarnation()).isNotEqualTo(before.incarnation());
            assertThat(news.poll(20, TimeUnit.SECONDS)).isInstanceOf(ClusterEvent.LeadershipAcquired.class);
            assertThat(news.poll(20, TimeUnit.SECONDS)).isInstanceOf(ClusterEvent.LeadershipLost.class);
            assertThat(news.poll(20, TimeUnit.SECONDS)).isInstanceOf(ClusterEvent.LeadershipAcquired.class);
        }
    }
}
