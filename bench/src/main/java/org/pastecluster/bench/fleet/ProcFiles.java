package org.pastecluster.bench.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux tells of a process. */
final class ProcFiles {

    private static final double KIB_PER_MIB = 1024;
    private static final int TRANSMITTED_BYTES = 8;

    private ProcFiles() {}

    /** Resident memory, in MiB. */
    static double residentMib(long pid) {
        for (String line : lines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB;
            }
        }
        throw new BenchFailure("/proc/" + pid + "/status does not tell the resident memory.");
    }

    /** Bytes of IP packets that went through the loopback device of the process's network so far. */
    static long loopbackBytes(long pid) {
        for (String line : lines(Path.of("/proc/" + pid + "/net/dev"))) {
            String stripped = line.strip();
            if (stripped.startsWith("lo:")) {
                String[] columns = stripped.substring("lo:".length()).strip().split("\\s+", -1);
                return Long.parseLong(columns[TRANSMITTED_BYTES]);
            }
        }
        throw new BenchFailure("/proc/" + pid + "/net/dev has no loopback device.");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new BenchFailure(file + " cannot be read; this work needs Linux: " + unreadable.getMessage());
        }
    }
}
