package org.pastecluster.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterEvent;
import org.pastecluster.ClusterSettings;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.Role;
import org.pastecluster.message.Envelope;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Reply;
import org.pastecluster.message.Request;
import org.pastecluster.message.ViewId;
import org.pastecluster.messenger.MessageLimits;
import org.pastecluster.protocol.Input;
import org.pastecluster.protocol.Output;
import org.pastecluster.spi.Measurements;

/** One node with everything around it in the hand of a test, and a listener that hears all. */
final class Bench {

    static final Member SELF = new Member(NodeAddress.of("http://one"), 11);
    static final Member OTHER = new Member(NodeAddress.of("http://two"), 22);

    final MovedTime time = new MovedTime();
    final HandDrivenScheduling scheduling = new HandDrivenScheduling(time);
    final ScriptedProtocol protocol = new ScriptedProtocol();
    final HeldTransport transport = new HeldTransport();
    final ClusterSettings settings = ClusterSettings.builder(SELF.address()).build();
    final RunningCluster cluster;
    final List<ClusterEvent> events = new ArrayList<>();

    Bench() {
        this(Measurements.NONE);
    }

    Bench(Measurements measurements) {
        EngineParts parts = new EngineParts(
                settings,
                SELF,
                protocol,
                transport,
                time,
                scheduling,
                Runnable::run,
                Runnable::run,
                MessageLimits.usual(),
                7,
                measurements);
        cluster = new RunningCluster(parts, Shutdown.WITHOUT_WAITING);
        cluster.addListener(events::add);
    }

    /** A node that has taken its first input. */
    static Bench started() {
        return new Bench().start();
    }

    Bench start() {
        cluster.start();
        scheduling.runAll();
        return this;
    }

    /** Makes the protocol say this, once, as if to an input. */
    void say(Output... outputs) {
        protocol.script((input, now) -> input instanceof Input.ScanRequested ? List.of(outputs) : List.of());
        cluster.scan();
        scheduling.runAll();
        protocol.script((input, now) -> List.of());
    }

    /** As {@link #say}: this node leads, with a lease of three seconds from now. */
    void lead(long number) {
        say(new Output.Acquired(number, number << 16, leaseFromNow()));
    }

    long leaseFromNow() {
        return time.nanos() + settings.lease().toNanos();
    }

    /** The transport brings in a request. */
    boolean receive(List<Frame> answers) {
        return transport.receiver().receive(request(), answers::add);
    }

    <T extends ClusterEvent> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends Input> List<T> inputs(Class<T> kind) {
        return protocol.inputs(kind);
    }

    static ClusterView view(Role role, long number, @Nullable Member leader) {
        return new ClusterView(SELF, role, number, number, leader, List.of(SELF, OTHER));
    }

    static Frame request() {
        return new Frame(envelope(), new Request.Heartbeat());
    }

    static Frame reply() {
        return new Frame(envelope(), new Reply.Ack());
    }

    static Output.Call call(long exchange) {
        return call(exchange, new Request.Heartbeat());
    }

    static Output.Call call(long exchange, Request body) {
        return new Output.Call(
                exchange,
                OTHER.host(),
                new Frame(envelope(), body),
                Duration.ofSeconds(1).toNanos());
    }

    private static Envelope envelope() {
        return new Envelope(OTHER, 0, 0, 0, 0, 0, null, ViewId.NONE);
    }
}
