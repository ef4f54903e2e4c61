package org.pastecluster.messenger;

import java.util.concurrent.CompletionStage;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.message.Batch;

/** What the messenger needs of the node it belongs to. Thread-safe; never waits. */
public interface Carrier {

    /**
     * Brings a batch to a process by a call, through others if need be. {@link Messenger#carried} follows, exactly once.
     */
    void carry(String host, long incarnation, Batch batch);

    /** Says a text to the application of a .NET node, once; as {@link org.pastecluster.spi.Transport#tellNeighbour}. */
    CompletionStage<Boolean> tell(Member neighbour, Message message);

    /** Calls {@link Messenger#tick} at {@link Messenger#due()}, which has become earlier. */
    void alarm();

    /** Whether this node may act as leader at this moment. */
    boolean isLeading();
}
