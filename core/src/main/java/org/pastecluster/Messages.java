package org.pastecluster;

import java.util.concurrent.Executor;

/**
 * Messages between the nodes of a cluster. Each gets exactly one {@link Verdict} from each target; it is handed to a handler at most once.
 * They live in memory: what a node accepted to send is lost with it.
 *
 * <p>Sending by this object itself uses a lane with {@link LaneSettings#DEFAULT}.
 *
 * <p>Thread-safe. Handlers run on threads of the component, virtual ones where there are any, unless they bring an executor.
 */
public interface Messages extends Sender {

    /**
     * A lane of its own.
     *
     * @throws ClusterUnavailableException when 254 are open
     */
    Lane openLane(LaneSettings settings);

    /**
     * Takes messages of a type, instead of whoever took them before.
     *
     * @return {@code remove()} takes the handler away; those of its type are then refused, or taken by {@link #onOthers}
     */
    ListenerRegistration on(int type, MessageHandler handler);

    /** As {@link #on(int, MessageHandler)}, on an executor. One that runs tasks on the calling thread is fastest, and must not block. */
    ListenerRegistration on(int type, MessageHandler handler, Executor executor);

    /** Takes messages of a type and replies to them, instead of whoever took them before. */
    ListenerRegistration onRequest(int type, RequestHandler handler);

    /** As {@link #onRequest(int, RequestHandler)}, on an executor. */
    ListenerRegistration onRequest(int type, RequestHandler handler, Executor executor);

    /** Takes messages of all types that have no handler of their own. */
    ListenerRegistration onOthers(MessageHandler handler);
}
