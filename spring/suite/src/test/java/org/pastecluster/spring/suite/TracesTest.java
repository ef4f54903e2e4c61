package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import brave.Tracing;
import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.ThreadLocalCurrentTraceContext;
import brave.propagation.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.brave.bridge.BraveCurrentTraceContext;
import io.micrometer.tracing.brave.bridge.BravePropagator;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pastecluster.Cluster;
import org.pastecluster.Target;
import org.pastecluster.spring.ClusterListener;
import org.pastecluster.spring.ClusterTemplate;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A trace goes on at the node that handles a message. */
@Tag("core")
class TracesTest {

    private static final int TYPE = 31;

    /** With a tracer of its own in each application, as in two processes. */
    @Configuration(proxyBeanMethods = false)
    static class Traced {

        final Map<String, String> traceOfSpan = new ConcurrentHashMap<>();
        final CompletableFuture<String> handled = new CompletableFuture<>();

        private final Tracing tracing = Tracing.newBuilder()
                .currentTraceContext(ThreadLocalCurrentTraceContext.create())
                .addSpanHandler(new SpanHandler() {
                    @Override
                    public boolean end(TraceContext context, MutableSpan span, Cause cause) {
                        traceOfSpan.put(String.valueOf(span.name()), context.traceIdString());
                        return true;
                    }
                })
                .build();

        final Tracer tracer =
                new BraveTracer(tracing.tracer(), new BraveCurrentTraceContext(tracing.currentTraceContext()));

        @Bean
        SmartInitializingSingleton traces(ObservationRegistry registry) {
            BravePropagator propagator = new BravePropagator(tracing);
            return () -> registry.observationConfig()
                    .observationHandler(new ObservationHandler.FirstMatchingCompositeObservationHandler(
                            new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
                            new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
                            new DefaultTracingObservationHandler(tracer)));
        }

        @Bean
        Taker taker() {
            return new Taker(this, tracer);
        }
    }

    static class Taker {

        private final Traced traced;
        private final Tracer tracer;

        Taker(Traced traced, Tracer tracer) {
            this.traced = traced;
            this.tracer = tracer;
        }

        @ClusterListener(type = TYPE)
        String takes(String text) {
            traced.handled.complete(
                    text + " in " + tracer.currentTraceContext().context().traceId());
            return "done";
        }
    }

    @Test
    void a_message_is_handled_in_the_trace_in_which_it_was_sent() throws Exception {
        try (ConfigurableApplicationContext other = App.start(List.of(Traced.class), "pastecluster.name=two");
                ConfigurableApplicationContext one =
                        App.start(List.of(Traced.class), "pastecluster.nodes=" + App.url(other))) {
            var unused = Waiting.until(Waiting.viewOfTwo(one.getBean(Cluster.class)));
            Tracer tracer = one.getBean(Traced.class).tracer;
            ObservationRegistry registry = one.getBean(ObservationRegistry.class);
            CompletableFuture<String> trace = new CompletableFuture<>();
            CompletableFuture<String> reply = new CompletableFuture<>();

            Observation.createNotStarted("order", registry).observe(() -> {
                trace.complete(tracer.currentTraceContext().context().traceId());
                var sent = one.getBean(ClusterTemplate.class)
                        .request(Target.named("two"), TYPE, "hello", String.class, Duration.ofSeconds(20));
                var unusedToo = sent.thenAccept(reply::complete);
            });

            String id = Waiting.until(trace);
            assertThat(Waiting.until(reply)).isEqualTo("done");
            assertThat(Waiting.until(other.getBean(Traced.class).handled)).isEqualTo("hello in " + id);
            assertThat(one.getBean(Traced.class).traceOfSpan).containsEntry("order", id);
            Timer handled = other.getBean(MeterRegistry.class)
                    .get("pastecluster.message.handle")
                    .tag("type", Integer.toString(TYPE))
                    .timer();
            assertThat(handled).isNotNull();
        }
    }
}
