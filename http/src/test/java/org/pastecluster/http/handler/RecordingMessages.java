package org.pastecluster.http.handler;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
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

/** Sends nothing and writes down what it is told to send; each message gets the same verdict, or none at first. */
final class RecordingMessages implements Messages {

    /** What was sent, and how. */
    record Sent(Target target, Message message, LaneSettings settings, CompletableFuture<Delivery> delivery) {}

    final List<Sent> sent = new CopyOnWriteArrayList<>();
    final AtomicInteger openLanes = new AtomicInteger();
    volatile Delivery verdict;
    volatile boolean settles = true;

    RecordingMessages(Delivery verdict) {
        this.verdict = verdict;
    }

    @Override
    public Lane openLane(LaneSettings settings) {
        openLanes.incrementAndGet();
        return new Lane() {
            @Override
            public LaneSettings settings() {
                return settings;
            }

            @Override
            public CompletionStage<Delivery> send(Target target, Message message) {
                CompletableFuture<Delivery> delivery = new CompletableFuture<>();
                sent.add(new Sent(target, message, settings, delivery));
                if (settles) {
                    delivery.complete(verdict);
                }
                return delivery;
            }

            @Override
            public CompletionStage<ClusterMessage> request(Target target, Message message, Duration deadline) {
                throw new UnsupportedOperationException();
            }

            @Override
            public CompletionStage<Void> room(Target target) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {
                openLanes.decrementAndGet();
            }
        };
    }

    @Override
    public CompletionStage<Delivery> send(Target target, Message message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<ClusterMessage> request(Target target, Message message, Duration deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> room(Target target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ListenerRegistration on(int type, MessageHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ListenerRegistration on(int type, MessageHandler handler, Executor executor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ListenerRegistration onRequest(int type, RequestHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ListenerRegistration onRequest(int type, RequestHandler handler, Executor executor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ListenerRegistration onOthers(MessageHandler handler) {
        throw new UnsupportedOperationException();
    }
}
