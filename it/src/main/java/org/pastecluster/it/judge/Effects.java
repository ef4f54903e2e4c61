package org.pastecluster.it.judge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.judge.World.Fault;
import org.pastecluster.it.record.BedEntry;
import org.pastecluster.it.record.HostileEntry;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.Lines;
import org.pastecluster.it.record.RunId;

/** Whether faults did what they are called, as far as there is a sign of it that others than the fault have written. */
final class Effects {

    private final Campaign campaign;
    private final List<Long> volleys;

    Effects(Campaign campaign) {
        this.campaign = campaign;
        Path hostile = campaign.directory().resolve("hostile.journal");
        List<HostileEntry> entries = Files.exists(hostile) ? Journal.read(hostile, Lines.HOSTILE) : List.of();
        this.volleys = entries.stream()
                .filter(HostileEntry.Volley.class::isInstance)
                .map(volley -> volley.at() - campaign.start())
                .toList();
    }

    /** Where no sign can be had, a fault is believed. */
    boolean isSeen(Fault fault) {
        return switch (fault.kind()) {
            case "BUSY_THREADS" -> wereHeld(fault);
            case "KILL", "KILL_LEADER", "ALL_COLD", "OTHER_PROGRAM", "LEAVE", "PAUSE", "PAUSE_LEADER" ->
                isSignalled(fault);
            case "HAND_OVER" -> isLeadershipLost(fault);
            case "HOSTILE" -> volleys.stream().anyMatch(at -> at >= fault.at() && at <= fault.overAt());
            case "BUSY_CORES" -> wasBurning(fault);
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

    /** A node of it gave leadership up meanwhile, as its listeners were told. */
    private boolean isLeadershipLost(Fault fault) {
        return campaign.runs().stream()
                .filter(run -> fault.nodes().contains(run.node()))
                .flatMap(run -> run.news().stream())
                .anyMatch(news -> !news.acquired() && news.at() >= fault.at() && news.at() <= fault.overAt());
    }

    /** The other program ran to the end, as far as the bed has written that down. */
    private boolean wasBurning(Fault fault) {
        return campaign.bed().stream()
                .noneMatch(entry ->
                        entry instanceof BedEntry.Burnt burnt && burnt.fault() == fault.number() && !burnt.alive());
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
