package org.pastecluster.testkit.network;

import org.jspecify.annotations.Nullable;

/** A machine of the network: an address, and what answers there. */
final class Machine {

    private final String host;
    private @Nullable VirtualProcess process;
    private boolean unplugged;
    private boolean occupied;
    private boolean refusing;

    Machine(String host) {
        this.host = host;
    }

    String host() {
        return host;
    }

    /** The process that listens there. */
    @Nullable
    VirtualProcess process() {
        return process;
    }

    void process(@Nullable VirtualProcess value) {
        process = value;
    }

    /** Without power: packets to it vanish instead of being refused. */
    boolean isUnplugged() {
        return unplugged;
    }

    void unplugged(boolean value) {
        unplugged = value;
    }

    /** Another program listens on its port. */
    boolean isOccupied() {
        return occupied;
    }

    void occupied(boolean value) {
        occupied = value;
    }

    /** It lives, but refuses connections. */
    boolean isRefusing() {
        return refusing;
    }

    void refusing(boolean value) {
        refusing = value;
    }
}
