package org.pastecluster.bench.node;

import org.pastecluster.bench.system.Inbox;
import org.pastecluster.bench.system.NodePlan;
import org.pastecluster.bench.system.SystemNode;

/** No system at all: what a JVM costs by itself. */
final class Bare implements SystemNode {

    @Override
    public void start(NodePlan plan, Inbox inbox) {
        // Nothing is to be started.
    }

    @Override
    public void send(int target, byte[] body) {
        throw new UnsupportedOperationException("a bare JVM sends nothing");
    }

    @Override
    public void broadcast(byte[] body) {
        throw new UnsupportedOperationException("a bare JVM sends nothing");
    }

    @Override
    public boolean keepsBodies() {
        return false;
    }

    @Override
    public boolean acknowledges() {
        return false;
    }

    @Override
    public int leader() {
        return 0;
    }

    @Override
    public boolean leads() {
        return false;
    }

    @Override
    public int members() {
        return 1;
    }

    @Override
    public void close() {
        // Nothing was started.
    }
}
