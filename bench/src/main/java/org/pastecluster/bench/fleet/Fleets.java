package org.pastecluster.bench.fleet;

import java.util.ArrayList;
import java.util.List;
import org.pastecluster.bench.system.SystemKind;

/** Starts clusters, and ends all that are left when it is closed, from whatever thread. Thread-safe. */
public final class Fleets implements AutoCloseable {

    private final ClassPaths classPaths;
    private final List<Fleet> fleets = new ArrayList<>();
    private int networks;
    private boolean closed;

    public Fleets(ClassPaths classPaths) {
        this.classPaths = classPaths;
    }

    /** A cluster on this machine's loopback address. */
    public Fleet start(SystemKind kind, int size) {
        return start(kind, size, NodeProgram.of(kind));
    }

    /** The same with another program, which stands on the same jars. */
    public Fleet start(SystemKind kind, int size, NodeProgram program) {
        return Fleet.start(kind, size, program, classPaths, Namespace.none("it was not asked for"), this);
    }

    /** A cluster on a loopback address of its own, if this user may make one. */
    public Fleet startApart(SystemKind kind, int size) {
        return Fleet.start(kind, size, NodeProgram.of(kind), classPaths, network(), this);
    }

    private synchronized Namespace network() {
        if (networks == 0) {
            Namespace.removeOrphans();
        }
        return Namespace.make(++networks);
    }

    synchronized void add(Fleet fleet) {
        if (closed) {
            fleet.close();
            throw new BenchFailure("The bench was ended.");
        }
        fleets.add(fleet);
    }

    public ClassPaths classPaths() {
        return classPaths;
    }

    @Override
    public void close() {
        List<Fleet> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(fleets);
        }
        left.forEach(Fleet::close);
    }
}
