package org.pastecluster.spi;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;

/**
 * Carries frames between nodes. It may lose, delay, duplicate and reorder them; the protocol expects that.
 *
 * <p>Calls come from the node's one thread, in order. An implementation never blocks it and never throws: what cannot be
 * sent is a {@link CallFailure}.
 */
public interface Transport extends AutoCloseable {

    /**
     * Called once, before any call. Requests that come in are handed to {@code receiver}, from any thread.
     *
     * @param receiver takes what other nodes send to this one
     */
    void start(Receiver receiver);

    /**
     * Sends a request and brings its answer. Exactly one method of {@code outcome} is called, once, from any thread, also
     * after {@link #close()}.
     *
     * @param host base URL of the node to call
     * @param request the frame; its body is a request
     * @param timeout longest wait, after which the outcome is {@link CallFailure#SILENT}
     * @param outcome takes the answer or the reason why there is none
     */
    void call(String host, Frame request, Duration timeout, Outcome outcome);

    /**
     * Says with which processes to keep links from now on: open one to each, and open it again when it is lost; let those go that are
     * not named any more. A transport without links does nothing.
     *
     * @param peers the other nodes of this project in the view
     */
    default void keepLinks(List<Member> peers) {}

    /**
     * Says something to the application of a .NET node, once.
     *
     * @param self this node
     * @param message a text
     * @return whether that node took it; fails with a {@link java.net.ConnectException} where nothing of it was sent, and with another exception
     *     where it cannot be known; its message says what was found
     */
    default CompletionStage<Boolean> tellNeighbour(Member self, Member neighbour, Message message, Duration timeout) {
        return CompletableFuture.failedStage(new UnsupportedOperationException("this transport reaches no .NET nodes"));
    }

    /**
     * Makes of a frame what would be sent and of that a frame again, and sends nothing. A process does that once, early, so that its
     * first election does not wait for classes to be loaded. From any thread, one at a time.
     *
     * @return an equal frame
     */
    default Frame echo(Frame frame) {
        return frame;
    }

    /** Ends open calls as {@link CallFailure#SILENT} and takes no more requests. Returns without waiting. */
    @Override
    void close();

    /** Takes requests from other nodes. Thread-safe; never blocks; never throws. */
    interface Receiver {
        /**
         * A request came in.
         *
         * @param request a frame whose sender was authenticated; its body is a request
         * @param answer takes the one answer, from the node's thread, at once or up to some seconds later; it must not
         *     block. It is never called when the node stops before it has an answer, or when more than 1,024 others
         *     wait for theirs.
         * @return false when the node turns the request away because too many wait or because it has stopped; then
         *     {@code answer} is never called
         */
        boolean receive(Frame request, Answer answer);

        /**
         * A message of a .NET node for the application came in.
         *
         * @return false when no handler takes it: there is none for its type, too many wait, or the node has stopped
         */
        boolean deliver(ClusterMessage message);

        /**
         * A connection to a node was closed by the other side: evidence, no proof.
         *
         * @param host base URL of the node
         */
        void closed(String host);

        /**
         * Something on the way to a node is not as it should be; the transport has dealt with it, but people should know.
         *
         * @param host base URL of the node
         * @param sentence what was found, what became of it, and what to do
         */
        default void noticed(String host, String sentence) {}

        /** What this node does with links. The same at every call. */
        default LinkHandler links() {
            return LinkHandler.NONE;
        }
    }

    /** Takes the answer to a request that came in. */
    @FunctionalInterface
    interface Answer {
        void answer(Frame reply);
    }

    /** Takes what became of a call. Thread-safe; never blocks; never throws. */
    interface Outcome {
        void replied(Frame reply);

        /**
         * The call brought no answer.
         *
         * @param failure what was found
         * @param detail one sentence for people: what answered, and what to do about it; may be empty
         */
        void failed(CallFailure failure, String detail);
    }
}
