package org.pastecluster.spring.boot.observe;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Delivery;
import org.pastecluster.Lane;
import org.pastecluster.LaneSettings;
import org.pastecluster.ListenerRegistration;
import org.pastecluster.Message;
import org.pastecluster.MessageHandler;
import org.pastecluster.Messages;
import org.pastecluster.RequestHandler;
import org.pastecluster.Target;

/** Messages, each of which is observed. */
final class ObservedMessages implements Messages {

    private final Messages messages;
    private final MessageObservations observations;

    ObservedMessages(Messages messages, MessageObservations observations) {
        this.messages = messages;
        this.observations = observations;
    }

    @Override
    public CompletionStage<Delivery> send(Target target, Message message) {
        return observations.send(target, message, observed -> messages.send(target, observed));
    }

    @Override
    public CompletionStage<ClusterMessage> request(Target target, Message message, Duration deadline) {
        return observations.request(target, message, observed -> messages.request(target, observed, deadline));
    }

    @Override
    public CompletionStage<Void> room(Target target) {
        return messages.room(target);
    }

    @Override
    public Lane openLane(LaneSettings settings) {
        return new ObservedLane(messages.openLane(settings), observations);
    }

    @Override
    public ListenerRegistration on(int type, MessageHandler handler) {
        return messages.on(type, observations.handles(type, handler));
    }

    @Override
    public ListenerRegistration on(int type, MessageHandler handler, Executor executor) {
        return messages.on(type, observations.handles(type, handler), executor);
    }

    @Override
    public ListenerRegistration onRequest(int type, RequestHandler handler) {
        return messages.onRequest(type, observations.answers(type, handler));
    }

    @Override
    public ListenerRegistration onRequest(int type, RequestHandler handler, Executor executor) {
        return messages.onRequest(type, observations.answers(type, handler), executor);
    }

    @Override
    public ListenerRegistration onOthers(MessageHandler handler) {
        return messages.onOthers(observations.handlesOthers(handler));
    }
}
