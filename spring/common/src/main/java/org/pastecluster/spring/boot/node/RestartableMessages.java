package org.pastecluster.spring.boot.node;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.Delivery;
import org.pastecluster.Lane;
import org.pastecluster.LaneSettings;
import org.pastecluster.ListenerRegistration;
import org.pastecluster.Message;
import org.pastecluster.MessageHandler;
import org.pastecluster.Messages;
import org.pastecluster.RequestHandler;
import org.pastecluster.Sender;
import org.pastecluster.Target;

/** The messages of whichever node runs. Handlers and lanes move to the next one. Before the first node, sending fails. */
final class RestartableMessages implements Messages {

    private static final String OTHERS = "others";

    private final Registrations<Messages> registrations = new Registrations<>();
    private final Supplier<@Nullable Messages> present;

    RestartableMessages(Supplier<@Nullable Messages> present) {
        this.present = present;
    }

    /** Registers what was registered, before the first message comes in. */
    void moveTo(Messages next) {
        registrations.moveTo(next);
    }

    @Override
    public CompletionStage<Delivery> send(Target target, Message message) {
        Sender sender = present.get();
        return sender == null ? noNode() : sender.send(target, message);
    }

    @Override
    public CompletionStage<ClusterMessage> request(Target target, Message message, Duration deadline) {
        Sender sender = present.get();
        return sender == null ? noNode() : sender.request(target, message, deadline);
    }

    @Override
    public CompletionStage<Void> room(Target target) {
        Sender sender = present.get();
        return sender == null ? noNode() : sender.room(target);
    }

    private static <T> CompletionStage<T> noNode() {
        return CompletableFuture.failedStage(new ClusterUnavailableException(RestartableCluster.NOT_STARTED));
    }

    @Override
    public Lane openLane(LaneSettings settings) {
        MovingLane lane = new MovingLane(settings);
        lane.registration = registrations.add(lane, lane::moveTo);
        return lane;
    }

    @Override
    public ListenerRegistration on(int type, MessageHandler handler) {
        return registrations.add(type, messages -> messages.on(type, handler));
    }

    @Override
    public ListenerRegistration on(int type, MessageHandler handler, Executor executor) {
        return registrations.add(type, messages -> messages.on(type, handler, executor));
    }

    @Override
    public ListenerRegistration onRequest(int type, RequestHandler handler) {
        return registrations.add(type, messages -> messages.onRequest(type, handler));
    }

    @Override
    public ListenerRegistration onRequest(int type, RequestHandler handler, Executor executor) {
        return registrations.add(type, messages -> messages.onRequest(type, handler, executor));
    }

    @Override
    public ListenerRegistration onOthers(MessageHandler handler) {
        return registrations.add(OTHERS, messages -> messages.onOthers(handler));
    }

    /** A lane that each node opens anew. */
    private static final class MovingLane implements Lane {

        private final LaneSettings settings;
        private volatile @Nullable Lane lane;
        private volatile boolean closed;
        private @Nullable ListenerRegistration registration;

        MovingLane(LaneSettings settings) {
            this.settings = settings;
        }

        ListenerRegistration moveTo(Messages messages) {
            Lane opened = messages.openLane(settings);
            lane = opened;
            return opened::close;
        }

        @Override
        public LaneSettings settings() {
            return settings;
        }

        @Override
        public CompletionStage<Delivery> send(Target target, Message message) {
            Sender sender = sender();
            return sender == null ? noNode() : sender.send(target, message);
        }

        @Override
        public CompletionStage<ClusterMessage> request(Target target, Message message, Duration deadline) {
            Sender sender = sender();
            return sender == null ? noNode() : sender.request(target, message, deadline);
        }

        @Override
        public CompletionStage<Void> room(Target target) {
            Sender sender = sender();
            return sender == null ? noNode() : sender.room(target);
        }

        private @Nullable Sender sender() {
            Sender sender = lane;
            if (sender == null && closed) {
                throw new ClusterUnavailableException("This lane was closed; open another one.");
            }
            return sender;
        }

        @Override
        public void close() {
            closed = true;
            ListenerRegistration mine = registration;
            if (mine != null) {
                mine.remove();
            }
        }
    }
}
