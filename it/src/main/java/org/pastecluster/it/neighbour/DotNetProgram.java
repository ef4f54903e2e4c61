package org.pastecluster.it.neighbour;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The .NET PasteCluster component as a program: named by the environment variable {@code PASTECLUSTER_DOTNET}, or at {@code
 * ../shared/dotnet/pastecluster-dotnet}, seen from this directory, from the one that the system property {@code pastecluster.target} names, or from one above.
 */
public final class DotNetProgram {

    /** Rounds of health checks; its own default is 10 s. */
    public static final Duration TICK = Duration.ofSeconds(1);

    private static final String VARIABLE = "PASTECLUSTER_DOTNET";
    private static final String USUAL = "../shared/dotnet/pastecluster-dotnet";

    private final Path program;

    private DotNetProgram(Path program) {
        this.program = program;
    }

    /** Empty where this machine has none. */
    public static Optional<DotNetProgram> find() {
        return find(System.getenv(VARIABLE), Path.of(""), Path.of(System.getProperty("pastecluster.target", "")));
    }

    /**
     * The program that is named, or else the first that is seen from one of these directories.
     *
     * @param named null or blank for none
     */
    static Optional<DotNetProgram> find(@Nullable String named, Path... from) {
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named)).filter(DotNetProgram::isProgram).map(DotNetProgram::new);
        }
        for (Path start : from) {
            for (Path folder = start.toAbsolutePath(); folder != null; folder = folder.getParent()) {
                Path candidate = folder.resolve(USUAL).normalize();
                if (isProgram(candidate)) {
                    return Optional.of(new DotNetProgram(candidate));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    /** What to say where {@link #find} finds none. */
    public static String missing() {
        return missing(System.getenv(VARIABLE));
    }

    static String missing(@Nullable String named) {
        return named != null && !named.isBlank()
                ? VARIABLE + " is '" + named
                        + "', where no program is that can be run; write its path, or leave it out. CONTRIBUTING.md says what it has to be"
                : "the .NET program is neither named by " + VARIABLE + " nor at " + USUAL
                        + ", and is not part of this project; CONTRIBUTING.md says what it has to be";
    }

    Path path() {
        return program;
    }

    /** The command that runs a node, to be put behind one that enters its network. */
    public List<String> command(String host) {
        return List.of(program.toString(), "--urls", host);
    }

    /**
     * What its environment has to say.
     *
     * @param nodes {@code host,id,group} of all nodes, itself among them, joined by {@code ;}; further parts are left out here, for it knows none
     * @param wireLog gets all that is said to it, the token too; a file that it makes or adds to, by our habit {@code n6.1.wire}
     */
    public static Map<String, String> environment(String host, String nodes, String secret, Path wireLog) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("ClusterConfig__ClusterHost", nodes.replaceAll("(,[0-9]+,[0-9]+),[^;]*", "$1"));
        environment.put("ClusterConfig__CurrentHost", host);
        environment.put("ClusterConfig__SloveToken", secret);
        environment.put("ClusterConfig__TickSloveHealth", String.valueOf(TICK.toSeconds()));
        environment.put("ClusterConfig__TickScanSloveHealth", String.valueOf(TICK.toSeconds()));
        environment.put("WIRE_LOG", wireLog.toString());
        return environment;
    }
}
