package org.pastecluster.simulation.neighbour;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Member;
import org.pastecluster.Message;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.message.NeighbourRequest;
import org.pastecluster.message.Reply;
import org.pastecluster.simulation.cluster.SimulatedCluster;
import org.pastecluster.spi.Transport;
import org.pastecluster.testkit.network.VirtualProcess;
import org.pastecluster.testkit.time.VirtualClock;

/**
 * One .NET node on a machine of the virtual network, with its faults: it asks itself first and believes itself, names masters that are dead, never drops who
 * left, knows no terms, and starts asking anew whenever somebody names another master. One process after the other; verbs only.
 */
final class DotNetPeer {

    /** After so long its client gives up. */
    static final Duration PATIENCE = Duration.ofSeconds(4);

    /** Of a message to a master. */
    private static final int TRIES = 4;

    private static final long COLD = 1_000_000_000;
    private static final long COLD_STEP = 150_000_000;

    private final SimulatedCluster cluster;
    private final int machine;
    private final Member self;
    private final List<Member> listed;
    private final long tick;
    private final SplittableRandom random;
    private Consumer<Message> business = message -> {};
    private @Nullable Running running;
    private long said;

    /** @param tick its TickSloveHealth and TickScanSloveHealth, in nanoseconds */
    DotNetPeer(
            SimulatedCluster cluster,
            int machine,
            Member self,
            List<Member> listed,
            long tick,
            SplittableRandom random) {
        this.cluster = cluster;
        this.machine = machine;
        this.self = self;
        this.listed = List.copyOf(listed);
        this.tick = tick;
        this.random = random;
    }

    int machine() {
        return machine;
    }

    Member self() {
        return self;
    }

    long tick() {
        return tick;
    }

    boolean isUp() {
        return running != null && running.process.isAlive();
    }

    /** How many requests its processes have sent in all. */
    long said() {
        return said;
    }

    /** What the process that runs knows. */
    DotNetState state() {
        return Objects.requireNonNull(running, "it was started").state;
    }

    void start() {
        running = new Running();
        running.begin();
    }

    void kill() {
        if (running != null) {
            cluster.network().kill(running.process);
        }
    }

    void pause() {
        Objects.requireNonNull(running).process.pause();
    }

    void resume() {
        Objects.requireNonNull(running).process.resume();
    }

    /** Lets it take another node for its master, as happens when nodes are started together, and ask around. */
    void name(DotNetPeer other) {
        Running now = Objects.requireNonNull(running);
        now.process.deliver(() -> {
            now.state.add(other.self, now.now());
            now.state.follow(other.self, now.state.voteTime, now.now());
            now.loop.ask();
        });
    }

    /** Its business gets messages; whoever wants to know is told of each. */
    void onMessage(Consumer<Message> taker) {
        business = taker;
    }

    /** Sends a message once to that host, or, if it is empty, to its master, until that takes it, up to four times. */
    void say(String host, Message message) {
        Running now = Objects.requireNonNull(running);
        now.process.deliver(() -> {
            Member master = now.state.master;
            String to = host.isEmpty() && master != null ? master.host() : host;
            if (!to.isEmpty() && !to.equals(self.host())) {
                now.say(to, message, host.isEmpty() ? TRIES : 1);
            }
        });
    }

    /** Says so to its master, or, being it, to the first that it lists, and ends. */
    void leave() {
        Running now = Objects.requireNonNull(running);
        now.process.deliver(() -> {
            DotNetState state = now.state;
            Member first = state.others.isEmpty() ? null : state.list().get(1);
            Member told = state.master == null || state.isMaster() ? first : state.master;
            if (told == null) {
                kill();
            } else {
                now.call(told, new NeighbourRequest.Leave(self), (answer, failed) -> kill());
            }
        });
    }

    @Override
    public String toString() {
        return self.host() + (isUp() ? "" : " (down)");
    }

    /** Takes what came of a call: an answer, or null. */
    interface Heard {
        void heard(Reply.@Nullable Neighbour answer, boolean failed);
    }

    /** One process. */
    final class Running implements Transport.Receiver {

        final VirtualProcess process;
        final DotNetState state;
        private final Transport transport;
        private final VirtualClock clock;
        private final DotNetAnswers answers;
        private final DotNetLoop loop;
        private final long startedAt = cluster.now();

        Running() {
            clock = new VirtualClock(
                    cluster.time(),
                    random.nextLong(1L << 50),
                    0,
                    SimulatedCluster.WALL_START,
                    random.nextLong(-2000, 2000));
            process = cluster.network().start(machine, clock);
            transport = cluster.network().transport(process);
            state = new DotNetState(self, listed, now());
            loop = new DotNetLoop(this, random);
            answers = new DotNetAnswers(this, loop);
        }

        private void begin() {
            cluster.happened("the .NET node " + self.host() + " starts");
            process.deliver(() -> {
                transport.start(this);
                loop.ask();
            });
            tickLater();
        }

        private void tickLater() {
            cluster.time().at(cluster.now() + tick, () -> {
                if (process.isAlive()) {
                    process.deliver(loop::tick);
                    tickLater();
                }
            });
        }

        long now() {
            return cluster.now();
        }

        long tick() {
            return tick;
        }

        long wallMillis() {
            return clock.wallMillis();
        }

        /** Runs a task a little later. */
        void later(long nanos, Runnable task) {
            cluster.time().at(cluster.now() + nanos, () -> process.deliver(task));
        }

        /** Calls it; a process that was started just now is slow in all that it does. */
        void call(Member to, NeighbourRequest request, Heard heard) {
            if (now() - startedAt < COLD) {
                later(random.nextLong(COLD_STEP), () -> callNow(to, request, heard));
            } else {
                callNow(to, request, heard);
            }
        }

        private void callNow(Member to, NeighbourRequest request, Heard heard) {
            said++;
            Frame frame = DotNetSaid.frame(self, state.master, state.voteTime, request);
            transport.call(to.host(), frame, PATIENCE, new Transport.Outcome() {
                @Override
                public void replied(Frame reply) {
                    DotNetState.Listed listedOne = state.others.get(to.host());
                    if (listedOne != null) {
                        listedOne.exchangedAt = now();
                        listedOne.errors = 0;
                    }
                    boolean understood = reply.body() instanceof Reply.Neighbour;
                    heard.heard(understood ? (Reply.Neighbour) reply.body() : null, !understood);
                }

                @Override
                public void failed(CallFailure failure, String detail) {
                    heard.heard(null, true);
                }
            });
        }

        private void say(String host, Message message, int tries) {
            Frame frame = DotNetSaid.message(self, state.master, message);
            transport.call(host, frame, PATIENCE, new Transport.Outcome() {
                @Override
                public void replied(Frame reply) {}

                @Override
                public void failed(CallFailure failure, String detail) {
                    if (tries > 1) {
                        say(host, message, tries - 1);
                    }
                }
            });
        }

        void got(Message message) {
            business.accept(message);
        }

        @Override
        public boolean receive(Frame request, Transport.Answer answer) {
            answers.receive(request, answer);
            return true;
        }

        @Override
        public boolean deliver(ClusterMessage message) {
            return false;
        }

        @Override
        public void closed(String host) {}

        /** For each of its list, itself left out, as it is now. */
        void forOthers(Consumer<DotNetState.Listed> task) {
            List.copyOf(state.others.values()).forEach(task);
        }
    }
}
