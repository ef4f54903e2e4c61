package org.pastecluster.simulation.cluster;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterView;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.messenger.MessageLimits;
import org.pastecluster.runtime.EngineParts;
import org.pastecluster.runtime.Protocol;
import org.pastecluster.runtime.RunningCluster;
import org.pastecluster.runtime.Shutdown;
import org.pastecluster.spi.TimeSource;
import org.pastecluster.spi.Transport;
import org.pastecluster.testkit.network.Blockage;
import org.pastecluster.testkit.network.Quality;
import org.pastecluster.testkit.network.VirtualNetwork;
import org.pastecluster.testkit.network.VirtualProcess;
import org.pastecluster.testkit.network.VirtualScheduling;
import org.pastecluster.testkit.time.EventQueue;
import org.pastecluster.testkit.time.VirtualClock;

/** Nodes on one thread and virtual time. Machines are numbered from 0; each runs one process at a time. Verbs only. */
public final class SimulatedCluster {

    /** What all wall clocks show at true time 0, if they are right. */
    public static final long WALL_START = 1_750_000_000_000L;

    /** How many bytes of messages may wait for one target; one longer message may, too. */
    public static final long BYTES_PER_TARGET = 1 << 20;

    private static final MessageLimits LIMITS = new MessageLimits(BYTES_PER_TARGET, 16_384, 8 << 20);
    private static final int SERIAL_BITS = 16;
    private static final String HOST = "http://n";

    private final EventQueue time = new EventQueue();
    private final VirtualNetwork network;
    private final SplittableRandom random;
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private final List<ProcessPlan> plans = new ArrayList<>();
    private final List<BitSet> lists = new ArrayList<>();
    private final List<@Nullable SimulatedProcess> current = new ArrayList<>();
    private final Watchers watchers = new Watchers();
    private final Spoiler spoiler;
    private @Nullable RuntimeException failure;

    /**
     * @param random draws everything that is not decided by the caller
     * @param quality how packets travel unless told otherwise
     * @param spoiler puts faulty parts into new processes
     */
    public SimulatedCluster(SplittableRandom random, Quality quality, Spoiler spoiler) {
        this.random = random.split();
        this.network = new VirtualNetwork(time, random.split(), quality);
        this.spoiler = spoiler;
    }

    public void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    public VirtualNetwork network() {
        return network;
    }

    public EventQueue time() {
        return time;
    }

    public long now() {
        return time.now();
    }

    /** Adds a machine whose process is started later; returns its number. */
    public int add(ProcessPlan plan) {
        plans.add(plan);
        lists.add(listed(plan));
        current.add(null);
        return network.addMachine(HOST + plans.size());
    }

    public static String hostOf(int machine) {
        return HOST + (machine + 1);
    }

    public int size() {
        return plans.size();
    }

    public ProcessPlan plan(int machine) {
        return plans.get(machine);
    }

    /** Whether the node at one machine has another in its list. */
    public boolean lists(int machine, int other) {
        return lists.get(machine).get(other);
    }

    private static BitSet listed(ProcessPlan plan) {
        BitSet listed = new BitSet();
        for (NodeAddress address : plan.settings().nodes()) {
            listed.set(Integer.parseInt(address.host().substring(HOST.length())) - 1);
        }
        return listed;
    }

    /** Every process that ever ran, in the order of their starts. */
    public List<SimulatedProcess> processes() {
        return processes;
    }

    /** The process at a machine, dead or alive; null before its first start, and at machines where no node of this project runs. */
    public @Nullable SimulatedProcess at(int machine) {
        return machine < current.size() ? current.get(machine) : null;
    }

    /** Whether a process at the machine runs and takes part. */
    public boolean isUp(int machine) {
        SimulatedProcess process = current.get(machine);
        return process != null && process.isUp();
    }

    /** The machine of the longest-standing other member of a leader's view; -1 if it has none. */
    public int heirOf(int leader) {
        SimulatedProcess process = current.get(leader);
        ClusterView view = process == null ? null : process.view();
        if (process != null && view != null) {
            for (Member member : view.members()) {
                SimulatedProcess other = ofIncarnation(member.incarnation());
                if (other != null && other != process && other.isUp()) {
                    return other.machine();
                }
            }
        }
        return -1;
    }

    /** The process with this incarnation; null if none ever had it. */
    public @Nullable SimulatedProcess ofIncarnation(long incarnation) {
        int serial = (int) (incarnation & ((1 << SERIAL_BITS) - 1)) - 1;
        return serial >= 0
                        && serial < processes.size()
                        && processes.get(serial).member().incarnation() == incarnation
                ? processes.get(serial)
                : null;
    }

    /** Starts a process that remembers nothing at a machine that has none. */
    public SimulatedProcess start(int machine) {
        return start(machine, false);
    }

    /** Starts a second process with the settings of one that lives: it claims an address at which the first one answers. */
    public SimulatedProcess startFalse(int machine) {
        happened("a second process claims n" + (machine + 1));
        return start(machine, true);
    }

    /** Kills a process that {@link #startFalse} started. */
    public void endFalse(SimulatedProcess process) {
        if (process.process().isAlive()) {
            network.kill(process.process());
            watchers.all().forEach(watcher -> watcher.ended(process, "was ended"));
        }
    }

    private SimulatedProcess start(int machine, boolean isFalse) {
        ProcessPlan plan = plans.get(machine);
        long incarnation = random.nextLong() << SERIAL_BITS | processes.size() + 1;
        VirtualClock clock =
                new VirtualClock(time, random.nextLong(1L << 50), plan.driftPpm(), WALL_START, plan.wallSkewMillis());
        VirtualProcess place = network.start(machine, clock);
        SimulatedProcess process = new SimulatedProcess(
                processes.size(), new Member(plan.settings().self(), incarnation), place, time.now(), isFalse);
        processes.add(process);
        if (!isFalse) {
            current.set(machine, process);
        }
        RunningCluster cluster = new RunningCluster(parts(process, plan, random.split()), Shutdown.WITHOUT_WAITING);
        process.runs(cluster);
        place.observe(new Turns(process));
        watchers.all().forEach(watcher -> watcher.started(process));
        place.deliver(cluster::start);
        return process;
    }

    private EngineParts parts(SimulatedProcess process, ProcessPlan plan, SplittableRandom entropy) {
        Member self = process.member();
        Protocol shipped = Protocol.of(plan.settings(), self.incarnation(), entropy::nextLong);
        Protocol watched = new WatchedProtocol(this, process, spoiler.protocol(process, shipped), watchers);
        Transport transport = spoiler.transport(process, network.transport(process.process()));
        TimeSource clock = spoiler.time(process, process.clock());
        VirtualScheduling scheduling = new VirtualScheduling(time, process.process());
        return new EngineParts(
                plan.settings(), self, watched, transport, clock, scheduling, Runnable::run, Runnable::run, LIMITS, 0);
    }

    /** Lets the watchers see when a process goes on and when it has done what it had to do. */
    private final class Turns implements VirtualProcess.Observer {

        private final SimulatedProcess process;

        Turns(SimulatedProcess process) {
            this.process = process;
        }

        @Override
        public void resuming() {
            watchers.all().forEach(watcher -> watcher.resuming(process));
        }

        @Override
        public void ran() {
            if (failure == null && process.takeStepped()) {
                watchers.settled(process);
            }
        }
    }

    /** Ends the history: the first thing that went wrong is thrown by whoever lets time pass. */
    public void fail(RuntimeException broken) {
        if (failure == null) {
            failure = broken;
        }
    }

    /** Kills the process at a machine; the machine refuses connections from then on. */
    public void crash(int machine) {
        SimulatedProcess process = current.get(machine);
        if (process != null && process.process().isAlive()) {
            network.kill(process.process());
            watchers.all().forEach(watcher -> watcher.ended(process, "crashed"));
        }
    }

    /** Takes the power from a machine; what is sent to it vanishes. */
    public void unplug(int machine) {
        SimulatedProcess process = current.get(machine);
        if (process != null && process.process().isAlive()) {
            network.unplug(machine);
            watchers.all().forEach(watcher -> watcher.ended(process, "lost its power"));
        }
    }

    public void pause(int machine) {
        happened("pause " + describe(machine));
        running(machine).process().pause();
    }

    public void resume(int machine) {
        happened("resume " + describe(machine));
        running(machine).process().resume();
    }

    /** Lets a whole machine stand still, its monotonic clock too. */
    public void suspend(int machine) {
        happened("suspend " + describe(machine));
        running(machine).suspend(time.now());
    }

    /** Lets it go on; its wall clock shows the true time, its monotonic one does not know how long it stood still. */
    public void wake(int machine) {
        happened("wake " + describe(machine));
        running(machine).wake(time.now());
    }

    /** Lets a process's application ask something of its cluster. */
    public void order(int machine, String what, Consumer<Cluster> verb) {
        SimulatedProcess process = running(machine);
        if (process.isUp()) {
            happened(describe(machine) + " is told to " + what);
            process.process().deliver(() -> {
                if (process.isUp()) {
                    verb.accept(process.cluster());
                }
            });
        }
    }

    /** Cuts one machine's calls to another, and their answers, in one of several ways. */
    public void block(int from, int to, Blockage kind) {
        network.paths().block(from, to, kind);
    }

    public void unblock(int from, int to, Blockage kind) {
        network.paths().unblock(from, to, kind, time.now());
    }

    /** Cuts two machines from each other. */
    public void cut(int one, int other) {
        block(one, other, Blockage.SILENT);
        block(other, one, Blockage.SILENT);
    }

    public void join(int one, int other) {
        unblock(one, other, Blockage.SILENT);
        unblock(other, one, Blockage.SILENT);
    }

    /** Lets time pass. */
    public void pass(long nanos) {
        long until = time.now() + nanos;
        try {
            boolean more = true;
            while (more && failure == null) {
                more = time.runNext(until);
            }
        } catch (RuntimeException broken) {
            fail(broken);
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Tells the watchers of something that was done to the cluster. */
    public void happened(String what) {
        for (Watcher watcher : watchers.all()) {
            watcher.happened(what);
        }
    }

    /** Tells the watchers of something that a process's application did or heard. */
    public void say(SimulatedProcess process, String what, Supplier<String> about) {
        watchers.said(process, what, about);
    }

    private String describe(int machine) {
        return String.valueOf(current.get(machine));
    }

    private SimulatedProcess running(int machine) {
        SimulatedProcess process = current.get(machine);
        if (process == null) {
            throw new IllegalStateException("No process was ever started at machine " + machine);
        }
        return process;
    }
}
