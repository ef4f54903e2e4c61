package org.pastecluster.messenger;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.spi.Link;

/** Takes what there is at every wake, and remembers the messages. */
final class RecordingLink implements Link {

    private final Messenger messenger;
    private final Member to;
    private final List<String> texts = new ArrayList<>();
    private boolean open = true;

    RecordingLink(Messenger messenger, Member to) {
        this.messenger = messenger;
        this.to = to;
    }

    /** The texts of the messages that were written on it, in order. */
    List<String> texts() {
        return texts;
    }

    @Override
    public String host() {
        return to.host();
    }

    @Override
    public long incarnation() {
        return to.incarnation();
    }

    @Override
    public void wake() {
        Batch batch = messenger.next(this, 1 << 16);
        if (batch != null) {
            batch.items().forEach(item -> {
                if (item instanceof Item.Whole whole) {
                    texts.add(whole.posted().message().text());
                }
            });
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
