package org.pastecluster.messenger;

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

/** A messenger's face to its application. */
public final class ClusterMessages implements Messages {

    private final Messenger messenger;
    private final LaneSender common;

    public ClusterMessages(Messenger messenger) {
        this.messenger = messenger;
        this.common = new LaneSender(messenger, LaneSettings.DEFAULT, Lanes.COMMON);
    }

    @Override
    public CompletionStage<Delivery> send(Target target, Message message) {
        return common.send(target, message);
    }

    @Override
    public CompletionStage<ClusterMessage> request(Target target, Message message, Duration deadline) {
        return common.request(target, message, deadline);
    }

    @Override
    public CompletionStage<Void> room(Target target) {
        return common.room(target);
    }

    @Override
    public Lane openLane(LaneSettings settings) {
        return new LaneSender(messenger, settings, messenger.lanes().open());
    }

    @Override
    public ListenerRegistration on(int type, MessageHandler handler) {
        return on(type, handler, messenger.executor());
    }

    @Override
    public ListenerRegistration on(int type, MessageHandler handler, Executor executor) {
        return messenger.handlers().put(type, new Handler(handler, null, executor));
    }

    @Override
    public ListenerRegistration onRequest(int type, RequestHandler handler) {
        return onRequest(type, handler, messenger.executor());
    }

    @Override
    public ListenerRegistration onRequest(int type, RequestHandler handler, Executor executor) {
        return messenger.handlers().put(type, new Handler(null, handler, executor));
    }

    @Override
    public ListenerRegistration onOthers(MessageHandler handler) {
        return messenger.handlers().putOthers(new Handler(handler, null, messenger.executor()));
    }
}
