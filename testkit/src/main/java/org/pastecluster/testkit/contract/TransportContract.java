package org.pastecluster.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Member;
import org.pastecluster.message.Body;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;
import org.pastecluster.spi.Transport;

/**
 * What every {@link Transport} must do, as JUnit tests. A test class of an implementation extends this and says how to open one.
 */
public abstract class TransportContract {

    /** A generous bound for everything that should happen soon. */
    protected static final Duration SOON = Duration.ofSeconds(10);

    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration BRIEF = Duration.ofMillis(1500);
    private static final int MANY = 50;

    /** For subclasses. */
    protected TransportContract() {}

    /**
     * A node that can be called.
     *
     * @param self its address and incarnation, as frames name it
     * @param transport its transport, not started yet
     */
    public record Endpoint(Member self, Transport transport) {}

    /** A new node on the same network as those before. The implementation closes what it needs after each test. */
    protected abstract Endpoint open();

    /** The base URL of an address where nobody listens. */
    protected abstract String refusingHost();

    /**
     * Waits until a latch has come to zero. On a virtual clock this lets time pass.
     *
     * @return whether it has, within {@code longest}
     */
    protected boolean await(CountDownLatch latch, Duration longest) throws InterruptedException {
        return latch.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Test
    void aRequestBringsItsAnswer() throws InterruptedException {
        Endpoint caller = started(new Answering());
        Endpoint target = started(new Answering());

        Ending ending = call(caller, target, LONG);

        assertTrue(await(ending.latch, SOON), "no outcome");
        Frame reply = ending.reply.get();
        assertNotNull(reply, "it failed");
        assertEquals(new Reply.Ack(), reply.body());
        assertEquals(target.self(), reply.envelope().from());
    }

    @Test
    void manyCallsAtOnceHaveOneOutcomeEach() throws InterruptedException {
        Endpoint caller = started(new Answering());
        Endpoint target = started(new Answering());

        List<Ending> endings = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            endings.add(call(caller, target, LONG));
        }

        for (Ending ending : endings) {
            assertTrue(await(ending.latch, SOON), "no outcome");
        }
        nothingMoreHappens();
        for (Ending ending : endings) {
            assertEquals(1, ending.outcomes());
        }
    }

    @Test
    void whatIsNotAnsweredInTimeIsSilentAndALateAnswerIsDropped() throws InterruptedException {
        AtomicReference<Transport.Answer> late = new AtomicReference<>();
        Endpoint caller = started(new Answering());
        Endpoint target = started(new Answering((request, answer) -> late.set(answer)));

        Ending ending = call(caller, target, SHORT);

        assertTrue(await(ending.latch, SOON), "no outcome");
        assertEquals(CallFailure.SILENT, ending.failure.get());
        Transport.Answer answer = late.get();
        assertNotNull(answer, "the request never came");
        answer.answer(frame(target, caller, new Reply.Ack()));
        nothingMoreHappens();
        assertEquals(1, ending.outcomes());
    }

    @Test
    void anAddressWhereNobodyListensRefuses() throws InterruptedException {
        Endpoint caller = started(new Answering());

        Ending ending = new Ending();
        caller.transport().call(refusingHost(), frame(caller, null, new Request.Ask(refusingHost())), LONG, ending);

        assertTrue(await(ending.latch, SOON), "no outcome");
        assertEquals(CallFailure.REFUSED, ending.failure.get());
    }

    @Test
    void aRequestThatIsTurnedAwayFails() throws InterruptedException {
        Endpoint caller = started(new Answering());
        Endpoint target = started(new Answering(null));

        Ending ending = call(caller, target, SHORT);

        assertTrue(await(ending.latch, SOON), "no outcome");
        assertNull(ending.reply.get());
        nothingMoreHappens();
        assertEquals(1, ending.outcomes());
    }

    @Test
    void aSecondAnswerToOneRequestIsIgnored() throws InterruptedException {
        Endpoint caller = started(new Answering());
        AtomicReference<Endpoint> self = new AtomicReference<>();
        Endpoint target = started(new Answering((request, answer) -> {
            Frame reply = frame(Objects.requireNonNull(self.get()), caller, new Reply.Ack());
            answer.answer(reply);
            answer.answer(reply);
        }));
        self.set(target);

        Ending ending = call(caller, target, LONG);

        assertTrue(await(ending.latch, SOON), "no outcome");
        nothingMoreHappens();
        assertEquals(1, ending.outcomes());
        assertNotNull(ending.reply.get(), "it failed");
    }

    @Test
    void closingEndsOpenCalls() throws InterruptedException {
        Endpoint caller = started(new Answering());
        CountDownLatch asked = new CountDownLatch(1);
        Endpoint target = started(new Answering((request, answer) -> asked.countDown()));
        Ending ending = call(caller, target, LONG);
        assertTrue(await(asked, SOON), "the request never came");

        caller.transport().close();

        assertTrue(await(ending.latch, LONG.dividedBy(2)), "the call was left open");
        assertEquals(CallFailure.SILENT, ending.failure.get());
    }

    @Test
    void aCallAfterClosingFails() throws InterruptedException {
        Endpoint caller = started(new Answering());
        Endpoint target = started(new Answering());
        caller.transport().close();

        Ending ending = call(caller, target, LONG);

        assertTrue(await(ending.latch, SOON), "no outcome");
        assertNotNull(ending.failure.get());
    }

    @Test
    void aClosedNodeTakesNoRequests() throws InterruptedException {
        Endpoint caller = started(new Answering());
        CountDownLatch asked = new CountDownLatch(1);
        Endpoint target = started(new Answering((request, answer) -> asked.countDown()));
        target.transport().close();

        Ending ending = call(caller, target, SHORT);

        assertTrue(await(ending.latch, SOON), "no outcome");
        assertNull(ending.reply.get());
        assertEquals(1, asked.getCount(), "it took a request");
    }

    @Test
    void callingNeverWaits() throws InterruptedException {
        Endpoint caller = started(new Answering());
        Endpoint target = started(new Answering((request, answer) -> {}));
        List<Ending> endings = new ArrayList<>();

        long start = System.nanoTime();
        for (int i = 0; i < MANY; i++) {
            endings.add(call(caller, target, BRIEF));
        }
        long spent = System.nanoTime() - start;

        assertTrue(spent < BRIEF.toNanos(), "calls waited " + spent / 1_000_000 + " ms");
        for (Ending ending : endings) {
            assertTrue(await(ending.latch, SOON), "no outcome");
        }
    }

    private Endpoint started(Answering receiver) {
        Endpoint endpoint = open();
        receiver.endpoint = endpoint;
        endpoint.transport().start(receiver);
        return endpoint;
    }

    private static Ending call(Endpoint from, Endpoint to, Duration timeout) {
        Ending ending = new Ending();
        String host = to.self().host();
        from.transport().call(host, frame(from, to, new Request.Ask(host)), timeout, ending);
        return ending;
    }

    private static Frame frame(Endpoint from, @Nullable Endpoint to, Body body) {
        long incarnation = to == null ? 0 : to.self().incarnation();
        return new Frame(new Envelope(from.self(), incarnation, 7, 5, 1_000, 0, null, ViewId.NONE), body);
    }

    /** What comes too late, or twice, has had its chance. */
    private void nothingMoreHappens() throws InterruptedException {
        assertTrue(!await(new CountDownLatch(1), SHORT), "a latch that nobody counts down came to zero");
    }

    /** What a target does with a request. */
    private interface Reaction {
        void react(Frame request, Transport.Answer answer);
    }

    /** Answers every request, or does with it what a test says. */
    private static final class Answering implements Transport.Receiver {

        private final @Nullable Reaction reaction;
        private @Nullable Endpoint endpoint;

        Answering() {
            this.reaction = this::acknowledge;
        }

        /** @param reaction null to turn every request away */
        Answering(@Nullable Reaction reaction) {
            this.reaction = reaction;
        }

        private void acknowledge(Frame request, Transport.Answer answer) {
            Endpoint self = endpoint;
            if (self != null) {
                Endpoint caller = new Endpoint(request.envelope().from(), self.transport());
                answer.answer(frame(self, caller, new Reply.Ack()));
            }
        }

        @Override
        public boolean receive(Frame request, Transport.Answer answer) {
            if (reaction == null) {
                return false;
            }
            reaction.react(request, answer);
            return true;
        }

        @Override
        public boolean deliver(ClusterMessage message) {
            return false;
        }

        @Override
        public void closed(String host) {
            // Nothing here waits for it.
        }
    }

    /** What became of a call. */
    private static final class Ending implements Transport.Outcome {

        private final CountDownLatch latch = new CountDownLatch(1);
        private final AtomicInteger outcomes = new AtomicInteger();
        private final AtomicReference<@Nullable Frame> reply = new AtomicReference<>();
        private final AtomicReference<@Nullable CallFailure> failure = new AtomicReference<>();

        int outcomes() {
            return outcomes.get();
        }

        @Override
        public void replied(Frame frame) {
            reply.set(frame);
            end();
        }

        @Override
        public void failed(CallFailure found, String detail) {
            failure.set(found);
            end();
        }

        private void end() {
            outcomes.incrementAndGet();
            latch.countDown();
        }
    }
}
