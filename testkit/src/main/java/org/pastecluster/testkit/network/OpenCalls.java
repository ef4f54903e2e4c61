package org.pastecluster.testkit.network;

import org.jspecify.annotations.Nullable;

/** The calls of one transport that have no outcome yet, oldest first. A list through the calls themselves. */
final class OpenCalls {

    private @Nullable VirtualCall first;
    private @Nullable VirtualCall last;

    @Nullable
    VirtualCall first() {
        return first;
    }

    @Nullable
    VirtualCall after(VirtualCall call) {
        return call.next;
    }

    void add(VirtualCall call) {
        VirtualCall before = last;
        call.previous = before;
        if (before == null) {
            first = call;
        } else {
            before.next = call;
        }
        last = call;
    }

    void remove(VirtualCall call) {
        VirtualCall before = call.previous;
        VirtualCall behind = call.next;
        if (before == null) {
            first = behind;
        } else {
            before.next = behind;
        }
        if (behind == null) {
            last = before;
        } else {
            behind.previous = before;
        }
    }
}
