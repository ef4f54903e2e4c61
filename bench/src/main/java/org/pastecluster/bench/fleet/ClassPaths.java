package org.pastecluster.bench.fleet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pastecluster.bench.system.SystemKind;

/** Which of the harness's own class path each system gets, so that no node carries another system. */
public final class ClassPaths {

    private static final double BYTES_PER_MIB = 1024 * 1024;

    private static final Pattern UNPACKED = Pattern.compile(".*/([a-z]+)/target/classes");

    private final List<String> all;

    public ClassPaths(String classPath) {
        this.all = Arrays.asList(classPath.split(File.pathSeparator, -1));
    }

    /** The bench itself, and the system's jars. */
    String of(SystemKind kind) {
        return all.stream()
                .filter(entry -> isBench(entry) || isOf(entry, kind))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The system's jars. */
    public List<String> jars(SystemKind kind) {
        return all.stream()
                .filter(entry -> !isBench(entry) && isOf(entry, kind))
                .toList();
    }

    /** How large they are together. */
    public double mib(SystemKind kind) {
        double bytes = 0;
        for (String jar : jars(kind)) {
            try {
                bytes += Files.size(Path.of(jar));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return bytes / BYTES_PER_MIB;
    }

    private static boolean isBench(String entry) {
        return nameOf(entry).startsWith("pastecluster-bench");
    }

    private static boolean isOf(String entry, SystemKind kind) {
        return kind.jars().stream()
                .anyMatch(part -> part.startsWith("/")
                        ? entry.contains(part)
                        : nameOf(entry).startsWith(part));
    }

    /** As its jar is called; a module that is not packed yet is known by its directory. */
    private static String nameOf(String entry) {
        Matcher module = UNPACKED.matcher(entry);
        if (module.matches()) {
            return "pastecluster-" + module.group(1);
        }
        return entry.substring(entry.lastIndexOf('/') + 1);
    }
}
