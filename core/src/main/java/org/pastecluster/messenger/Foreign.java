package org.pastecluster.messenger;

import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.MessageHandler;
import org.pastecluster.RequestHandler;

/** Messages of .NET nodes, which know no lanes and no verdicts: handed over one at a time, in the order in which they came. */
final class Foreign implements Runnable {

    private static final int WAITING = 1024;

    private final Messenger messenger;
    private final ArrayDeque<ClusterMessage> waiting = new ArrayDeque<>();
    private boolean running;

    Foreign(Messenger messenger) {
        this.messenger = messenger;
    }

    /** Whether it was taken. */
    boolean deliver(ClusterMessage message) {
        if (messenger.handlers().of(message.type()) == null) {
            return false;
        }
        synchronized (this) {
            if (waiting.size() >= WAITING) {
                return false;
            }
            waiting.add(message);
            if (running) {
                return true;
            }
            running = true;
        }
        try {
            messenger.executor().execute(this);
        } catch (RejectedExecutionException applicationShutItDown) {
            synchronized (this) {
                running = false;
                waiting.remove(message);
            }
            return false;
        }
        return true;
    }

    @Override
    public void run() {
        for (ClusterMessage message = next(); message != null; message = next()) {
            Handler handler = messenger.handlers().of(message.type());
            if (handler != null) {
                hand(message, handler);
            }
        }
    }

    private synchronized @Nullable ClusterMessage next() {
        ClusterMessage message = waiting.poll();
        running = message != null;
        return message;
    }

    private void hand(ClusterMessage message, Handler handler) {
        try {
            MessageHandler plain = handler.plain();
            RequestHandler replying = handler.replying();
            if (plain != null) {
                plain.handle(message);
            } else if (replying != null) {
                var unused = replying.handle(message);
            }
        } catch (Throwable thrown) {
            messenger
                    .warnings()
                    .warn(
                            "The handler of messages of type " + message.type()
                                    + " threw on one of a .NET node; it goes on with the next.",
                            thrown);
        }
    }
}
