package org.pastecluster.spring.boot.observe;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Delivery;
import org.pastecluster.Message;
import org.pastecluster.MessageHandler;
import org.pastecluster.RequestHandler;
import org.pastecluster.Target;

/**
 * One observation for each message that is sent, until its verdicts are there, and for each that is handled, until its handler has answered. The
 * headers of the message carry what joins the two. Thread-safe.
 */
final class MessageObservations {

    static final String SEND = "pastecluster.message.send";
    static final String REQUEST = "pastecluster.message.request";
    static final String HANDLE = "pastecluster.message.handle";

    /** The node's own news are no messages of the application. */
    private static final int LAST_RESERVED = 10;

    private static final String OTHER_TYPES = "other";

    /** About so many types are told apart. */
    private static final int MOST_TYPES = 100;

    private static final Map<Class<?>, String> KINDS = Map.of(
            Target.Named.class, "named",
            Target.OneNamed.class, "one_named",
            Target.Id.class, "id",
            Target.Host.class, "host",
            Target.OneProcess.class, "process",
            Target.Group.class, "group",
            Target.Leader.class, "leader",
            Target.SelfIfLeading.class, "self_if_leading");

    private final ObservationRegistry registry;
    private final Set<Integer> sentTypes = ConcurrentHashMap.newKeySet();

    MessageObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    /** What is sent, with the headers that the observation adds. */
    private static final class Carrier {

        private Message message;

        Carrier(Message message) {
            this.message = message;
        }

        void add(String name, String value) {
            try {
                message = message.with(name, value);
            } catch (IllegalArgumentException tooLong) {
                // A message goes out as its sender made it rather than not at all.
            }
        }
    }

    CompletionStage<Delivery> send(
            Target target, Message message, Function<Message, CompletionStage<Delivery>> sending) {
        return sends(SEND, target, message, sending, (observation, delivery) -> {
            var unused = observation.lowCardinalityKeyValue(
                    "verdict", delivery.first().verdict().name().toLowerCase(Locale.ROOT));
        });
    }

    CompletionStage<ClusterMessage> request(
            Target target, Message message, Function<Message, CompletionStage<ClusterMessage>> sending) {
        return sends(REQUEST, target, message, sending, (observation, reply) -> {
            var unused = observation.lowCardinalityKeyValue("verdict", "delivered");
        });
    }

    private <T> CompletionStage<T> sends(
            String name,
            Target target,
            Message message,
            Function<Message, CompletionStage<T>> sending,
            BiConsumer<Observation, T> outcome) {
        if (registry.isNoop() || isReserved(message.type())) {
            return sending.apply(message);
        }
        Carrier carrier = new Carrier(message);
        SenderContext<Carrier> context = new SenderContext<>(
                (carried, header, value) -> {
                    if (carried != null) {
                        carried.add(header, value);
                    }
                },
                Kind.PRODUCER);
        context.setCarrier(carrier);
        context.setRemoteServiceName("pastecluster");
        Observation observation = Observation.createNotStarted(name, () -> context, registry)
                .contextualName("send to " + kindOf(target))
                .lowCardinalityKeyValue("type", shown(message.type()))
                .lowCardinalityKeyValue("target", kindOf(target))
                .lowCardinalityKeyValue("verdict", "none")
                .start();
        CompletionStage<T> sent;
        try {
            sent = observation.scoped(() -> sending.apply(carrier.message));
        } catch (RuntimeException refused) {
            observation.stop();
            throw refused;
        }
        var unused = sent.whenComplete((result, failure) -> {
            if (failure == null) {
                outcome.accept(observation, result);
            } else {
                observation.error(failure);
            }
            observation.stop();
        });
        return sent;
    }

    /** Some applications put a number of their own into the type. */
    private String shown(int type) {
        return sentTypes.contains(type) || (sentTypes.size() < MOST_TYPES && sentTypes.add(type))
                ? Integer.toString(type)
                : OTHER_TYPES;
    }

    private static boolean isReserved(int type) {
        return type > 0 && type <= LAST_RESERVED;
    }

    /** Such as {@code leader}, never a name that a user chose. */
    private static String kindOf(Target target) {
        if (target instanceof Target.All all) {
            return all.self() ? "all" : "others";
        }
        return KINDS.getOrDefault(target.getClass(), "other");
    }

    MessageHandler handles(int type, MessageHandler inner) {
        String tag = Integer.toString(type);
        return isReserved(type) ? inner : message -> handling(tag, message).observeChecked(() -> inner.handle(message));
    }

    MessageHandler handlesOthers(MessageHandler inner) {
        return message -> {
            if (isReserved(message.type())) {
                inner.handle(message);
            } else {
                handling(OTHER_TYPES, message).observeChecked(() -> inner.handle(message));
            }
        };
    }

    RequestHandler answers(int type, RequestHandler inner) {
        String tag = Integer.toString(type);
        return isReserved(type) ? inner : message -> answer(handling(tag, message), message, inner);
    }

    private static CompletionStage<? extends @Nullable Message> answer(
            Observation observation, ClusterMessage message, RequestHandler inner) throws Exception {
        observation.start();
        CompletionStage<? extends @Nullable Message> reply;
        try {
            reply = observation.scopedChecked(() -> inner.handle(message));
        } catch (Exception | Error thrown) {
            observation.stop();
            throw thrown;
        }
        if (reply == null) {
            // Against the rule; whoever called says so.
            observation.stop();
            return reply;
        }
        var unused = reply.whenComplete((answer, failure) -> {
            if (failure != null) {
                observation.error(failure);
            }
            observation.stop();
        });
        return reply;
    }

    private Observation handling(String type, ClusterMessage message) {
        ReceiverContext<ClusterMessage> context =
                new ReceiverContext<>((carried, header) -> carried.headers().get(header), Kind.CONSUMER);
        context.setCarrier(message);
        context.setRemoteServiceName("pastecluster");
        return Observation.createNotStarted(HANDLE, () -> context, registry)
                .contextualName("handle type " + type)
                .lowCardinalityKeyValue("type", type);
    }
}
