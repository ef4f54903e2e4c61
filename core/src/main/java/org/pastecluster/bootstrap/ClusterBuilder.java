package org.pastecluster.bootstrap;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.ClusterListener;
import org.pastecluster.ClusterSettings;
import org.pastecluster.Member;
import org.pastecluster.Messages;
import org.pastecluster.NodeAddress;
import org.pastecluster.message.LeaderRef;
import org.pastecluster.messenger.MessageLimits;
import org.pastecluster.runtime.DiscoverySource;
import org.pastecluster.runtime.Drill;
import org.pastecluster.runtime.EngineParts;
import org.pastecluster.runtime.HandlerThreads;
import org.pastecluster.runtime.ListenerThreads;
import org.pastecluster.runtime.MailboxThread;
import org.pastecluster.runtime.Protocol;
import org.pastecluster.runtime.RunningCluster;
import org.pastecluster.runtime.Shutdown;
import org.pastecluster.spi.Discovery;
import org.pastecluster.spi.Measurements;
import org.pastecluster.spi.Scheduling;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;

/**
 * Puts a node together and starts it. Only a transport is needed; everything else has a default. Not thread-safe, for one
 * start.
 */
public final class ClusterBuilder {

    private record Listening(
            String name, ClusterListener listener, @Nullable Executor executor) {}

    private final ClusterSettings settings;
    private final List<Listening> listeners = new ArrayList<>();
    private final LongSupplier random;
    private long incarnation;
    private long remembered;
    private @Nullable Transport transport;
    private TimeSource time = TimeSource.system();
    private @Nullable Scheduling scheduling;
    private @Nullable Executor executor;
    private @Nullable Executor handlers;
    private MessageLimits limits = MessageLimits.usual();
    private final List<Consumer<Messages>> registrations = new ArrayList<>();
    private final List<DiscoverySource> discoveries = new ArrayList<>();
    private Measurements measurements = Measurements.NONE;
    private Shutdown shutdown = Shutdown.DEFAULT;

    private ClusterBuilder(ClusterSettings settings, LongSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /** A node with these settings, whose random numbers come from {@link SecureRandom}. */
    public static ClusterBuilder of(ClusterSettings settings) {
        return of(settings, new SecureRandom()::nextLong);
    }

    /**
     * A node whose random numbers come from somewhere else.
     *
     * @param random where the node gets random bits: its incarnation, its fencing tokens. A seed behind it fixes what it does,
     *     so that only a simulator should bring its own.
     */
    public static ClusterBuilder of(ClusterSettings settings, LongSupplier random) {
        return new ClusterBuilder(Objects.requireNonNull(settings, "settings"), random);
    }

    /**
     * A node with default settings.
     *
     * @param host its own base URL
     * @param nodes the nodes it knows, as {@code host[,id[,group[,name]]]} joined by {@code ;}
     * @throws ClusterConfigurationException when one of them cannot be read
     */
    public static ClusterBuilder of(String host, String nodes) {
        return of(ClusterSettings.builder(NodeAddress.of(host))
                .nodes(NodeAddress.parseList(nodes))
                .build());
    }

    /** How it reaches others. The node starts it, and closes it when it stops. */
    public ClusterBuilder transport(Transport value) {
        transport = value;
        return this;
    }

    /** Its clocks; those of the machine by default. */
    public ClusterBuilder time(TimeSource value) {
        time = value;
        return this;
    }

    /** Where it runs; a thread of its own by default. The node closes it when it stops. */
    public ClusterBuilder scheduling(Scheduling value) {
        scheduling = value;
        return this;
    }

    /** Where listeners run that bring no executor; by default one daemon thread for each that is busy. */
    public ClusterBuilder listenerExecutor(Executor value) {
        executor = value;
        return this;
    }

    /**
     * Where handlers of messages run that bring no executor; by default virtual threads where there are any, else daemon threads, as
     * many as are busy.
     */
    public ClusterBuilder handlerExecutor(Executor value) {
        handlers = value;
        return this;
    }

    /** Registers handlers of messages before the first one can come in. */
    public ClusterBuilder messages(Consumer<Messages> registration) {
        registrations.add(registration);
        return this;
    }

    /**
     * How many bytes of messages may wait for one target until they have their verdict, 320 more counted with each; 32 MiB. A single
     * longer one is taken too. Senders that wait for room wait from a quarter of it on, in one lane: more would make garbage collections
     * longer.
     */
    public ClusterBuilder bytesPerTarget(long value) {
        limits = new MessageLimits(value, limits.messagesPerTarget(), limits.receivedBytes());
        return this;
    }

    /**
     * How many messages may wait for one target until they have their verdict; 16,384. More lets a sender run further ahead, and makes
     * garbage collections longer.
     */
    public ClusterBuilder messagesPerTarget(int value) {
        limits = new MessageLimits(limits.bytesPerTarget(), value, limits.receivedBytes());
        return this;
    }

    /** How many bytes of received messages that no handler is done with are held; a quarter of the heap, at least 96 MiB. */
    public ClusterBuilder receivedBytes(long value) {
        limits = new MessageLimits(limits.bytesPerTarget(), limits.messagesPerTarget(), value);
        return this;
    }

    /** Adds a listener that misses nothing from the start on. */
    public ClusterBuilder listener(ClusterListener listener) {
        listeners.add(new Listening(listener.getClass().getName(), listener, null));
        return this;
    }

    /** Adds a listener with a name for log lines and an executor of its own. */
    public ClusterBuilder listener(String name, ClusterListener listener, Executor listenersOwn) {
        listeners.add(new Listening(name, listener, listenersOwn));
        return this;
    }

    /**
     * Tells this process from an earlier one on the same address; random by default, which is what everybody wants who does
     * not share it with a transport.
     *
     * @param value 64 random bits, new for every start; not 0
     */
    public ClusterBuilder incarnation(long value) {
        incarnation = value;
        return this;
    }

    /**
     * Something that names nodes, asked every 10 s; as the method below, under the name of its class.
     */
    public ClusterBuilder discovery(Discovery discovery) {
        return discovery(discovery.getClass().getSimpleName(), discovery, Duration.ofSeconds(10));
    }

    /**
     * Something that names nodes, beside the settings' list and beside others. It runs on threads of its own, also with a {@link
     * #scheduling}, from the start of the node to its end.
     *
     * @param name what log lines and {@link Cluster#health()} call it
     * @param interval how long after an answer it is asked again; at least 100 ms
     * @throws ClusterConfigurationException when the interval is shorter
     */
    public ClusterBuilder discovery(String name, Discovery discovery, Duration interval) {
        if (interval.toMillis() < 100) {
            throw new ClusterConfigurationException("The discovery " + name + " is to be asked every "
                    + interval.toMillis() + " ms; write at least 100 ms.");
        }
        discoveries.add(new DiscoverySource(name, discovery, interval));
        return this;
    }

    /** Takes figures about the node; without, nothing is counted. */
    public ClusterBuilder measurements(Measurements value) {
        measurements = Measurements.guarded(value);
        return this;
    }

    /** The highest number that was remembered from an earlier run, so that numbers grow although clocks do not; 0 by default. */
    public ClusterBuilder rememberedNumber(long value) {
        remembered = value;
        return this;
    }

    /**
     * How long {@link Cluster#close()} and the end of the JVM wait for a polite leave; 2 s. Zero: they ask the node to leave
     * and wait for nothing, as it must be on a virtual clock.
     */
    public ClusterBuilder leaveTimeout(Duration value) {
        Duration news = value.isZero() ? Duration.ZERO : Shutdown.DEFAULT.lastNews();
        shutdown = new Shutdown(value, news, shutdown.hook());
        return this;
    }

    /** Whether the node leaves when the JVM ends; true by default. */
    public ClusterBuilder shutdownHook(boolean value) {
        shutdown = new Shutdown(shutdown.leave(), shutdown.lastNews(), value);
        return this;
    }

    /**
     * Starts the node and returns at once; {@link Cluster#awaitLeader()} tells when it knows a leader.
     *
     * @throws ClusterConfigurationException when something is missing or cannot work
     * @throws RuntimeException what the transport throws when it cannot start
     */
    public Cluster start() {
        Transport carrier = transport;
        if (carrier == null) {
            throw new ClusterConfigurationException(
                    "The cluster node " + settings.self().host() + " has no transport; give the builder one.");
        }
        if (shutdown.leave().isNegative()) {
            throw new ClusterConfigurationException(
                    "leaveTimeout is " + shutdown.leave().toMillis() + " ms; write zero or more.");
        }
        if (remembered < 0 || remembered > LeaderRef.HIGHEST_NUMBER) {
            throw new ClusterConfigurationException(
                    "rememberedNumber is " + remembered + "; write 0 to " + LeaderRef.HIGHEST_NUMBER + ".");
        }
        while (incarnation == 0) {
            incarnation = random.getAsLong();
        }
        String name = settings.self().host().replaceFirst("^https?://", "");
        Scheduling runner = scheduling == null ? new MailboxThread(name, time) : scheduling;
        try {
            Executor handling = handlers == null ? HandlerThreads.start(name) : handlers;
            return start(name, carrier, runner, executor == null ? ListenerThreads.start(name) : executor, handling);
        } catch (RuntimeException | Error cannotStart) {
            runner.close();
            throw cannotStart;
        }
    }

    private Cluster start(String name, Transport carrier, Scheduling runner, Executor listening, Executor handling) {
        Protocol protocol = Protocol.of(settings, incarnation, random);
        Member self = new Member(settings.self(), incarnation);
        RunningCluster cluster = new RunningCluster(
                new EngineParts(
                        settings,
                        self,
                        protocol,
                        carrier,
                        time,
                        runner,
                        listening,
                        handling,
                        limits,
                        remembered,
                        measurements),
                shutdown,
                discoveries,
                name);
        registrations.forEach(registration -> registration.accept(cluster.messages()));
        for (Listening each : listeners) {
            Executor where = each.executor() == null ? listening : each.executor();
            cluster.addListener(each.name(), each.listener(), where);
        }
        cluster.start();
        if (scheduling == null) {
            Drill.begin(cluster, carrier);
        }
        return cluster;
    }
}
