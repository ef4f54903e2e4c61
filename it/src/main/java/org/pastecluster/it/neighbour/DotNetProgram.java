package org.pastecluster.it.neighbour;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The .NET PasteCluster component as a program: named by the environment variable {@code PASTECLUSTER_DOTNET}, or at {@code
 * ../shared/dotnet/pastecluster-dotnet}, seen from this directory or one above.
 */
public final class DotNetProgram {

    /** Rounds of health checks; its own default is 10 s. */
    public static final Duration TICK = Duration.ofSeconds(1);

    private final Path program;

    private DotNetProgram(Path program) {
        this.program = program;
    }

    /** Empty where this machine has none. */
    public static Optional<DotNetProgram> find() {
        String named = System.getenv("PASTECLUSTER_DOTNET");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable).map(DotNetProgram::new);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate =
                    folder.resolve("../shared/dotnet/pastecluster-dotnet").normalize();
            if (Files.isExecutable(candidate)) {
                return Optional.of(new DotNetProgram(candidate));
            }
        }
        return Optional.empty();
    }

    /** What to say where {@link #find} finds none. */
    public static String missing() {
        return "the .NET program is neither named by PASTECLUSTER_DOTNET nor at ../shared/dotnet/pastecluster-dotnet";
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
