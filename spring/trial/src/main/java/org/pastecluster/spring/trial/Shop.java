package org.pastecluster.spring.trial;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** How a process of the shop is started: from a project that Maven built as a user's, or, quicker, from the same files on this class path. */
final class Shop {

    private final List<String> launch;

    private Shop(List<String> launch) {
        this.launch = List.copyOf(launch);
    }

    /** Copies the project out of the repository and has Maven build it. */
    static Shop built(Path project, Path folder) throws IOException, InterruptedException {
        Path copy = folder.resolve("shop");
        try (Stream<Path> files = Files.walk(project)) {
            for (Path each : files.toList()) {
                Path target = copy.resolve(project.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    var unused = Files.copy(each, target);
                }
            }
        }
        Process maven = new ProcessBuilder("mvn", "-B", "-q", "package")
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (maven.waitFor() != 0) {
            throw new IOException("Maven could not build " + copy + ":\n" + said);
        }
        return new Shop(List.of("-jar", copy.resolve("target/shop.jar").toString()));
    }

    /** Compiles the project's files with what this process has on its class path. */
    static Shop compiled(Path project, Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        String path =
                withoutSecurity(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        List<String> arguments = new ArrayList<>(List.of("-parameters", "-d", classes.toString(), "-cp", path));
        try (Stream<Path> files = Files.walk(project.resolve("src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> arguments.add(file.toString()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(InputStream.nullInputStream(), null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IOException("javac could not compile " + project + ".");
        }
        String resources = project.resolve("src/main/resources").toString();
        return new Shop(List.of(
                "-cp", classes + File.pathSeparator + resources + File.pathSeparator + path, "shop.ShopApplication"));
    }

    /** The suite's applications have it, this one has not. */
    private static String withoutSecurity(String path) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(entry -> !entry.contains("security"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    List<String> command(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(launch);
        command.addAll(options);
        return command;
    }
}
