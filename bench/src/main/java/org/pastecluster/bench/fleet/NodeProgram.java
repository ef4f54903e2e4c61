package org.pastecluster.bench.fleet;

import java.nio.file.Path;
import java.util.List;
import org.pastecluster.bench.node.NodeMain;
import org.pastecluster.bench.system.SystemKind;

/** What the processes of a fleet run. */
@FunctionalInterface
public interface NodeProgram {

    /**
     * What stands behind the class path: options of the JVM, the main class, its arguments.
     *
     * @param index which node
     * @param ports those of all nodes
     * @param directory where the fleet's files are
     */
    List<String> words(int index, List<Integer> ports, Path directory);

    /** A node of a system that is measured. */
    static NodeProgram of(SystemKind kind) {
        return (index, ports, directory) -> List.of(
                NodeMain.class.getName(),
                kind.label(),
                Integer.toString(index),
                String.join(",", ports.stream().map(String::valueOf).toList()));
    }
}
