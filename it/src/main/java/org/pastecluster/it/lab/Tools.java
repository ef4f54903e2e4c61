package org.pastecluster.it.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs of the system that a lab calls. */
final class Tools {

    private static final List<String> LIBRARIES =
            List.of("/usr/lib/*/faketime", "/usr/lib/faketime", "/usr/lib64/faketime", "/usr/local/lib/faketime");

    /** The variable that names the library. */
    static final String FAKETIME = "LIBFAKETIME";

    private Tools() {}

    /** By its name, where it is on the {@code PATH}; by its path, where it is only where administrators' programs are. */
    static Optional<String> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        Stream<String> named = Stream.of(path.split(File.pathSeparator, -1));
        return Stream.concat(named, Stream.of("/usr/sbin", "/sbin"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** The program, by its path. */
    static String get(String program) {
        return find(program).orElseThrow(() -> new LabFailure("There is no '" + program + "'."));
    }

    /** The library of Debian's package faketime that goes before a JVM's calls: that of {@code LIBFAKETIME}, or where distributions put it. */
    static Optional<Path> faketime() {
        String named = System.getenv(FAKETIME);
        if (named != null) {
            return Optional.of(Path.of(named)).filter(Files::isReadable);
        }
        return LIBRARIES.stream()
                .flatMap(Tools::directories)
                .map(directory -> directory.resolve("libfaketimeMT.so.1"))
                .filter(Files::isReadable)
                .findFirst();
    }

    private static Stream<Path> directories(String pattern) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return Stream.of(Path.of(pattern));
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(pattern.substring(0, star)))) {
            List<Path> found = new ArrayList<>();
            entries.forEach(entry -> found.add(entry.resolve(pattern.substring(star + 2))));
            return found.stream();
        } catch (IOException none) {
            return Stream.empty();
        }
    }
}
