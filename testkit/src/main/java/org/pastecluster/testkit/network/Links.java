package org.pastecluster.testkit.network;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.pastecluster.spi.Transport;
import org.pastecluster.testkit.time.Event;
import org.pastecluster.testkit.time.EventQueue;

/** All links of a network: how they come about, and what tears them. */
final class Links {

    private static final long RETRANSMISSION = 200_000_000;

    /** A call that was given less time says little about the connection when it brings nothing. */
    private static final long TELLING_TIMEOUT = 200_000_000;

    private final VirtualNetwork network;
    private final EventQueue time;
    private final SplittableRandom random;
    private final Set<VirtualLink> all = new LinkedHashSet<>();
    private long ids;

    Links(VirtualNetwork network, EventQueue time, SplittableRandom random) {
        this.network = network;
        this.time = time;
        this.random = random;
    }

    /** What becomes of dialling. */
    interface Dial {
        /** It is accepted; makes the link. In the writer's process. */
        VirtualLink accepted(VirtualProcess writer, long id);

        /** The reader hears that it is there. */
        void connected(VirtualLink link);

        void refused();
    }

    /** Dials a process. A connection lives on the way of the one that dials, in both directions. */
    void dial(VirtualProcess reader, String host, long incarnation, Dial dial) {
        int from = reader.machine();
        int to = network.machineFor(from, host);
        if (to < 0 || !carries(to, from)) {
            return;
        }
        if (network.paths().blockage(from, to) != null) {
            after(delay(from, to) + delay(to, from), dial::refused);
            return;
        }
        after(delay(from, to) + timeLost(from, to), () -> {
            VirtualProcess target = network.process(to);
            if (!carries(to, from) || network.isUnplugged(to)) {
                return;
            }
            boolean there = target != null
                    && target.isAlive()
                    && target.receiver() != null
                    && target.incarnation() == incarnation
                    && !network.isOccupied(to)
                    && !network.isRefusing(to);
            if (there && target != null) {
                target.deliver(() -> accept(target, from, dial));
            } else {
                after(delay(to, from), dial::refused);
            }
        });
    }

    private void accept(VirtualProcess writer, int from, Dial dial) {
        Transport.Receiver receiver = writer.receiver();
        if (receiver == null) {
            return;
        }
        VirtualLink link = dial.accepted(writer, ++ids);
        List<VirtualLink> older = new ArrayList<>();
        for (VirtualLink each : all) {
            if (each.writer() == writer && each.reader() == link.reader()) {
                older.add(each);
            }
        }
        all.add(link);
        traffic().linkOpened(writer.machine(), from, link.id());
        receiver.links().opened(link);
        older.forEach(each -> each.closeByWriter("a newer one replaced it"));
        after(delay(writer.machine(), from) + timeLost(writer.machine(), from), () -> {
            if (carries(writer.machine(), from)) {
                dial.connected(link);
            }
        });
    }

    void forget(VirtualLink link) {
        all.remove(link);
    }

    // What tears them.

    /** Resets all links between two machines; whether there were any. */
    boolean reset(int one, int other) {
        List<VirtualLink> between = between(one, other);
        between.forEach(VirtualLink::reset);
        return !between.isEmpty();
    }

    List<VirtualLink> between(int one, int other) {
        List<VirtualLink> between = new ArrayList<>();
        for (VirtualLink link : all) {
            int writer = link.writer().machine();
            int reader = link.reader().machine();
            if (!link.isOver() && ((writer == one && reader == other) || (writer == other && reader == one))) {
                between.add(link);
            }
        }
        return between;
    }

    /** @param told whether its machine tells the other ends */
    void died(VirtualProcess process, boolean told) {
        for (VirtualLink link : List.copyOf(all)) {
            if (link.writer() == process || link.reader() == process) {
                link.died(process, told);
            }
        }
    }

    void callTimedOut(VirtualProcess caller, int to, long timeout) {
        if (timeout >= TELLING_TIMEOUT) {
            distrust(caller, to, "a call brought nothing");
        }
    }

    /** A process closes its ends of all that it has with another machine, and dials anew. In that process. */
    void distrust(VirtualProcess process, int other, String why) {
        for (VirtualLink link : between(process.machine(), other)) {
            if (link.reader() == process) {
                link.closeByReader(why);
                link.keeper().lost(link);
            } else if (link.writer() == process) {
                link.closeByWriter(why);
            }
        }
    }

    // What links ask of the network.

    /** Whether packets of the writer reach the reader, on the way that the reader dialled. */
    boolean carries(VirtualProcess writer, VirtualProcess reader) {
        return carries(writer.machine(), reader.machine());
    }

    private boolean carries(int writer, int reader) {
        return !network.paths().isSilent(reader, writer)
                && !network.paths().isMuted(reader, writer)
                && !network.paths().isMuted(writer, reader);
    }

    long delay(VirtualProcess from, VirtualProcess to) {
        return network.delay(from.machine(), to.machine());
    }

    private long delay(int from, int to) {
        return network.delay(from, to);
    }

    /** What lost packets cost until they have come through. */
    long timeLost(VirtualProcess from, VirtualProcess to) {
        return timeLost(from.machine(), to.machine());
    }

    private long timeLost(int from, int to) {
        double loss = network.paths().quality(from, to).loss();
        long lost = 0;
        for (long wait = RETRANSMISSION; loss > 0 && random.nextDouble() < loss; wait *= 2) {
            lost += wait;
        }
        return lost;
    }

    boolean isUnplugged(VirtualProcess process) {
        return network.isUnplugged(process.machine());
    }

    String host(int machine) {
        return network.host(machine);
    }

    Traffic traffic() {
        return network.traffic();
    }

    long now() {
        return time.now();
    }

    void after(long nanos, Runnable task) {
        time.at(time.now() + nanos, task);
    }

    void at(long when, Runnable task) {
        time.at(when, task);
    }

    void at(long when, Event event) {
        time.at(when, event);
    }

    /** A random span, at least one nanosecond. */
    long upTo(long nanos) {
        return 1 + random.nextLong(nanos);
    }
}
