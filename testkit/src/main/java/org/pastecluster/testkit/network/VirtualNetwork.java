package org.pastecluster.testkit.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;
import org.pastecluster.spi.Transport;
import org.pastecluster.testkit.time.EventQueue;
import org.pastecluster.testkit.time.VirtualClock;

/**
 * Moves frames between processes on virtual time. A reply travels on the connection of its call: what keeps A from calling
 * B also stops B's answers to A's calls, and no others. Not thread-safe.
 */
public final class VirtualNetwork {

    private static final Traffic NOBODY = new Traffic() {};
    private static final long NO_ADDRESS_DELAY = 1_000_000;

    private final EventQueue time;
    private final SplittableRandom random;
    private final Paths paths;
    private final List<Machine> machines = new ArrayList<>();
    private final Map<String, Integer> machineOfHost = new HashMap<>();
    private final Map<Long, Integer> wrongAddresses = new HashMap<>();
    private Traffic traffic = NOBODY;
    private final Links links;
    private boolean hasLinks = true;
    private long calls;

    public VirtualNetwork(EventQueue time, SplittableRandom random, Quality quality) {
        this.time = time;
        this.random = random;
        this.paths = new Paths(quality);
        this.links = new Links(this, time, random);
    }

    /** Lets {@code watcher} see all traffic, behind those that were given before. */
    public void watch(Traffic watcher) {
        traffic = traffic == NOBODY ? watcher : new TrafficOfTwo(traffic, watcher);
    }

    Traffic traffic() {
        return traffic;
    }

    /** Lets its transports keep no links, so that messages go by calls. Before the first one is started. */
    public void withoutLinks() {
        hasLinks = false;
    }

    boolean hasLinks() {
        return hasLinks;
    }

    Links links() {
        return links;
    }

    /** The ways between machines. */
    public Paths paths() {
        return paths;
    }

    /** Adds a machine and returns its number; machines are numbered from 0. */
    public int addMachine(String host) {
        machines.add(new Machine(host));
        machineOfHost.put(host, machines.size() - 1);
        return machines.size() - 1;
    }

    public int size() {
        return machines.size();
    }

    public String host(int machine) {
        return machines.get(machine).host();
    }

    /** Starts a process on a machine; it listens there from the moment its transport is started, unless another one does. */
    public VirtualProcess start(int machine, VirtualClock clock) {
        VirtualProcess process = new VirtualProcess(time, machine, clock);
        Machine place = machines.get(machine);
        VirtualProcess present = place.process();
        if (present == null || !present.isAlive()) {
            place.process(process);
            place.unplugged(false);
            place.occupied(false);
        }
        return process;
    }

    public Transport transport(VirtualProcess process) {
        return new VirtualTransport(this, process);
    }

    /** Kills a process. Its machine closes its connections and refuses new ones, unless another process listens there. */
    public void kill(VirtualProcess process) {
        process.kill();
        links.died(process, true);
        if (machines.get(process.machine()).process() == process) {
            for (int other = 0; other < machines.size(); other++) {
                resetCalls(process.machine(), other);
            }
        }
    }

    /** Takes the power from a machine: what is sent to it vanishes. */
    public void unplug(int machine) {
        Machine place = machines.get(machine);
        place.unplugged(true);
        VirtualProcess process = place.process();
        if (process != null) {
            process.kill();
            links.died(process, false);
        }
        for (int other = 0; other < machines.size(); other++) {
            paths.unlink(machine, other);
        }
    }

    /** Lets another program listen on the port of a machine whose process is dead. */
    public void occupy(int machine) {
        machines.get(machine).occupied(true);
    }

    /** Lets a machine refuse all connections though its process lives; those that are open are reset. */
    public void refuse(int machine, boolean refusing) {
        machines.get(machine).refusing(refusing);
        if (refusing) {
            resetLinks(machine);
        }
        for (int other = 0; other < machines.size(); other++) {
            paths.touch(other, machine, refusing, time.now());
        }
    }

    /** Loses all packets from one machine to another: its requests there, and its answers to the other's. */
    public void mute(int from, int to, boolean muted) {
        paths.mute(from, to, muted);
        paths.touch(from, to, muted, time.now());
        paths.touch(to, from, muted, time.now());
    }

    /** Closes every connection to and from a machine; both ends notice. */
    public void resetLinks(int machine) {
        for (int other = 0; other < machines.size(); other++) {
            resetLinks(machine, other);
        }
    }

    /** Closes every connection between two machines; both ends notice. */
    public void resetLinks(int one, int other) {
        resetCalls(one, other);
        links.reset(one, other);
    }

    private void resetCalls(int one, int other) {
        if (paths.unlink(one, other)) {
            closed(one, other);
            closed(other, one);
        }
    }

    /** Lets what is written on the links between two machines vanish for good, though neither end is told; whether there were any. */
    public boolean swallowLinks(int one, int other) {
        List<VirtualLink> between = links.between(one, other);
        between.forEach(VirtualLink::swallow);
        return !between.isEmpty();
    }

    /** Holds up what is written on the links between two machines: it arrives late and in order; whether there were any. */
    public boolean stallLinks(int one, int other, long nanos) {
        List<VirtualLink> between = links.between(one, other);
        between.forEach(link -> link.stall(nanos));
        return !between.isEmpty();
    }

    private void closed(int noticing, int other) {
        if (paths.isSilent(other, noticing)) {
            return;
        }
        VirtualProcess process = machines.get(noticing).process();
        if (process != null && process.isAlive()) {
            String host = machines.get(other).host();
            time.at(
                    time.now() + delay(other, noticing),
                    () -> process.deliver(() -> {
                        Transport.Receiver receiver = process.receiver();
                        if (receiver != null) {
                            receiver.closed(host);
                        }
                    }));
        }
    }

    /** Sends one machine's calls to {@code host} elsewhere: to another machine, or nowhere with -1. */
    public void misdirect(int machine, int host, int elsewhere) {
        wrongAddresses.put(key(machine, host), elsewhere);
        paths.touch(machine, host, true, time.now());
    }

    /** Ends {@link #misdirect}. */
    public void direct(int machine, int host) {
        if (wrongAddresses.remove(key(machine, host)) != null) {
            paths.touch(machine, host, false, time.now());
        }
    }

    private static long key(int machine, int host) {
        return (long) machine << 32 | host;
    }

    private int resolve(int from, int named) {
        return named < 0 || wrongAddresses.isEmpty() ? named : wrongAddresses.getOrDefault(key(from, named), named);
    }

    void call(
            VirtualProcess caller,
            OpenCalls open,
            String host,
            Frame request,
            long timeout,
            Transport.Outcome outcome) {
        int from = caller.machine();
        int named = machineOfHost.getOrDefault(host, -1);
        int to = resolve(from, named);
        caller.speaks(request);
        VirtualCall call = new VirtualCall(this, caller, open, ++calls, named, to, request, timeout, outcome);
        traffic.requested(from, to, call.id, request);
        time.at(time.now() + timeout, call);
        if (to < 0) {
            failLater(call, NO_ADDRESS_DELAY, CallFailure.SILENT, "no address for " + host);
        } else {
            send(call);
        }
    }

    private void send(VirtualCall call) {
        int from = call.from();
        int to = call.to;
        Quality quality = paths.quality(from, to);
        Blockage blockage = paths.blockage(from, to);
        if (machines.get(to).isRefusing()) {
            blockage = Blockage.REFUSED;
        }
        if (blockage == Blockage.SILENT) {
            call.targetSlept();
            if (quality.late() > 0 && random.nextDouble() < quality.late()) {
                time.at(time.now() + random.nextLong(Quality.LATEST), () -> arrive(call, true));
            } else {
                traffic.lost(from, to, call.id, "cut");
            }
        } else if (blockage != null) {
            failLater(call, delay(from, to) + delay(to, from), blockage.failure(), blockage.detail());
        } else if (isLost(from, to, quality)) {
            disturbed(from, to, from, to, call.id, "lost");
        } else {
            time.at(time.now() + delay(from, to), () -> arrive(call, false));
            if (quality.duplicate() > 0 && random.nextDouble() < quality.duplicate()) {
                time.at(time.now() + delay(from, to), () -> arrive(call, false));
            }
        }
    }

    private void failLater(VirtualCall call, long after, CallFailure failure, String detail) {
        time.at(time.now() + after, () -> call.failed(failure, detail));
    }

    private boolean isLost(int from, int to, Quality quality) {
        return paths.isMuted(from, to) || (quality.loss() > 0 && random.nextDouble() < quality.loss());
    }

    private void disturbed(int from, int to, int callFrom, int callTo, long call, String why) {
        traffic.lost(from, to, call, why);
        paths.disturbed(callFrom, callTo, time.now());
    }

    /** A request or an answer did not arrive in time, though both ends were awake: to those who judge, the way was cut. */
    void disturbedBy(VirtualCall call) {
        if (call.to >= 0) {
            paths.disturbed(call.from(), call.to, time.now());
        }
    }

    private void arrive(VirtualCall call, boolean late) {
        int from = call.from();
        int to = call.to;
        if (!late && paths.isSilent(from, to)) {
            traffic.lost(from, to, call.id, "cut");
            return;
        }
        Machine place = machines.get(to);
        VirtualProcess target = place.process();
        if (place.isUnplugged()) {
            call.targetSlept();
        } else if (place.isOccupied()) {
            failLater(call, delay(to, from), CallFailure.FOREIGN, "404 Not Found, text/html");
        } else if (target == null || !target.isAlive() || target.receiver() == null || place.isRefusing()) {
            failLater(call, delay(to, from), CallFailure.REFUSED, "connection refused");
        } else {
            paths.link(from, to);
            if (target.steadySince() == Long.MAX_VALUE) {
                call.targetSlept();
            }
            target.deliver(() -> receive(target, call));
        }
    }

    private void receive(VirtualProcess target, VirtualCall call) {
        Transport.Receiver receiver = target.receiver();
        if (receiver != null) {
            call.received();
            receiver.receive(call.request, new Transport.Answer() {
                private boolean given;

                @Override
                public void answer(Frame reply) {
                    if (!given) {
                        given = true;
                        target.speaks(reply);
                        send(call, reply);
                    }
                }
            });
        }
    }

    /** A call ran out of time, whatever the reason. In the caller's process. */
    void timedOut(VirtualCall call, int named, long timeout) {
        if (named >= 0) {
            links.callTimedOut(call.caller(), named, timeout);
        }
    }

    private void send(VirtualCall call, Frame reply) {
        int from = call.from();
        int to = call.to;
        call.answered();
        traffic.answered(to, from, call.id, reply);
        if (isLost(to, from, paths.quality(to, from))) {
            disturbed(to, from, from, to, call.id, "lost");
            return;
        }
        time.at(time.now() + delay(to, from), () -> {
            if (paths.isSilent(from, to)) {
                traffic.lost(to, from, call.id, "cut");
            } else {
                call.replied(reply);
            }
        });
    }

    long delay(int from, int to) {
        Quality quality = paths.quality(from, to);
        long mean = quality.meanDelay() - quality.minDelay();
        return mean <= 0 ? quality.minDelay() : quality.minDelay() + (long) (-Math.log(1 - random.nextDouble()) * mean);
    }

    /** The process that listens on a machine, dead or alive. */
    public @Nullable VirtualProcess process(int machine) {
        return machines.get(machine).process();
    }

    public boolean isRefusing(int machine) {
        return machines.get(machine).isRefusing();
    }

    boolean isUnplugged(int machine) {
        return machines.get(machine).isUnplugged();
    }

    boolean isOccupied(int machine) {
        return machines.get(machine).isOccupied();
    }

    /** Where a machine finds a host; -1 for nowhere. */
    int machineFor(int from, String host) {
        return resolve(from, machineOfHost.getOrDefault(host, -1));
    }
}
