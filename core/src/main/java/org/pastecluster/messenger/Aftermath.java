package org.pastecluster.messenger;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pastecluster.delivery.Pending;
import org.pastecluster.delivery.Sending;

/** What is to be told once a correspondent's lock is free. */
record Aftermath(List<Pending> settled, List<CompletableFuture<Void>> roomy) {

    private static final Aftermath NOTHING = new Aftermath(List.of(), List.of());

    /** Of what has just happened to that, if anything is sent there. */
    static Aftermath of(@Nullable Sending sending, Room room) {
        List<Pending> settled = sending == null ? List.of() : sending.takeSettled();
        return sending == null || settled.isEmpty() ? NOTHING : new Aftermath(settled, room.made(sending));
    }

    void tell(Messenger messenger) {
        messenger.tell(settled);
        messenger.complete(roomy);
    }
}
