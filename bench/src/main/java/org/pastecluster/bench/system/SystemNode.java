package org.pastecluster.bench.system;

/** One node of a system under measurement, driven through that system's public API. One adapter each; all are driven by the same code. */
public interface SystemNode extends AutoCloseable {

    /** Starts it and returns when it runs; it need not have met the others. */
    void start(NodePlan plan, Inbox inbox) throws Exception;

    /** Hands a message to the system for one other node. May block, if that is the system's back-pressure. Called by one thread at a time. */
    void send(int target, byte[] body);

    /** Hands a message to the system for all other nodes. */
    void broadcast(byte[] body);

    /** Whether a body belongs to the system from {@link #send} on, so that the sender must make another one for the next message. */
    boolean keepsBodies();

    /** Whether its API tells the sender of each message that it has arrived, which the adapter hands to {@link Inbox#acknowledged}. */
    boolean acknowledges();

    /** Index of the node that it names leader; -1 while there is none. Never waits. */
    int leader();

    /** Whether it believes to lead at this moment. Never waits. */
    boolean leads();

    /** How many nodes it sees that can be sent to, itself included. Never waits. */
    int members();

    @Override
    void close();
}
