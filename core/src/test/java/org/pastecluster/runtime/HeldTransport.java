package org.pastecluster.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.Transport;

/** Keeps every call until a test says what became of it. */
final class HeldTransport implements Transport {

    record HeldCall(String host, Frame request, Duration timeout, Outcome outcome) {}

    private final List<HeldCall> calls = new ArrayList<>();
    private @Nullable Receiver receiver;
    private @Nullable RuntimeException thrown;
    private boolean closed;

    @Override
    public void start(Receiver given) {
        throwIfWanted();
        receiver = given;
    }

    @Override
    public void call(String host, Frame request, Duration timeout, Outcome outcome) {
        throwIfWanted();
        calls.add(new HeldCall(host, request, timeout, outcome));
    }

    @Override
    public void close() {
        closed = true;
    }

    private void throwIfWanted() {
        if (thrown != null) {
            throw thrown;
        }
    }

    void throwFromNowOn(RuntimeException failure) {
        thrown = failure;
    }

    List<HeldCall> calls() {
        return calls;
    }

    Receiver receiver() {
        return Objects.requireNonNull(receiver, "the transport was not started");
    }

    boolean isClosed() {
        return closed;
    }
}
