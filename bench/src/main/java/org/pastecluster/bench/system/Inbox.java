package org.pastecluster.bench.system;

/** Where an adapter hands in what its system brings. */
public interface Inbox {

    /** A message was handed to the handler. The bytes are valid until this returns. */
    void received(byte[] buffer, int offset, int length);

    /** The system told the sender that so many more messages have arrived; for a broadcast, once for each target. */
    void acknowledged(long count);
}
