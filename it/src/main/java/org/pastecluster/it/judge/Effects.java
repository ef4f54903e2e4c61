package org.pastecluster.it.judge;

import org.jspecify.annotations.Nullable;
import org.pastecluster.it.judge.World.Fault;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.RunId;

/** Whether faults did what they are called, as far as there is a sign of it that others than the fault have written. */
final class Effects {

    private final Campaign campaign;

    Effects(Campaign campaign) {
        this.campaign = campaign;
    }

    /** Where no sign can be had, a fault is believed. */
    boolean isSeen(Fault fault) {
        return switch (fault.kind()) {
            case "BUSY_THREADS" -> wereHeld(fault);
            case "KILL", "KILL_LEADER", "ALL_COLD", "OTHER_PROGRAM", "LEAVE", "PAUSE", "PAUSE_LEADER" ->
                isSignalled(fault);
            case "WRONG_SECRET" ->
                campaign.strangers().stream().anyMatch(run -> run.id().run() == fault.number());
            default -> true;
        };
    }

    /** All at a time, for half of the time in which there was a process to hold. */
    private boolean wereHeld(Fault fault) {
        for (Run run : campaign.runs()) {
            long until = Math.min(fault.overAt(), run.livedUntil());
            if (fault.nodes().contains(run.node()) && run.upAt() < fault.at() && until > fault.at()) {
                return run.allHeld(fault.at(), until) > (until - fault.at()) / 2;
            }
        }
        return false;
    }

    /** A signal was sent because of it: to a node that another fault had killed before, none is. */
    private boolean isSignalled(Fault fault) {
        for (BedEntry entry : campaign.bed()) {
            long at = campaign.at(entry);
            RunId run = at >= fault.at() && at <= fault.overAt() ? signalled(entry) : null;
            if (run != null && fault.nodes().contains(run.node())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable RunId signalled(BedEntry entry) {
        if (entry instanceof BedEntry.Killed killed) {
            return killed.run();
        }
        if (entry instanceof BedEntry.Terminated terminated) {
            return terminated.run();
        }
        return entry instanceof BedEntry.Stopped stopped ? stopped.run() : null;
    }
}
