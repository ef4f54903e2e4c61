package org.pastecluster.messenger;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.message.Batch;

/** A node from which nothing arrives anywhere, and for which time stands still. */
class NoWay implements Carrier {

    @Override
    public void carry(String host, long incarnation, Batch batch) {}

    @Override
    public CompletionStage<Boolean> tell(Member neighbour, Message message) {
        return new CompletableFuture<>();
    }

    @Override
    public void alarm() {}

    @Override
    public boolean isLeading() {
        return false;
    }
}
