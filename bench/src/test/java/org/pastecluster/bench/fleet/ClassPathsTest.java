package org.pastecluster.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pastecluster.bench.system.SystemKind;

class ClassPathsTest {

    private final ClassPaths paths = new ClassPaths(String.join(
            ":",
            "/home/pastecluster-ci/src/bench/target/pastecluster-bench.jar",
            "/home/pastecluster-ci/src/core/target/pastecluster-core-1.jar",
            "/home/pastecluster-ci/.m2/org/jgroups/jgroups/5/jgroups-5.jar",
            "/home/pastecluster-ci/.m2/com/hazelcast/hazelcast/5/hazelcast-5.jar",
            "/home/pastecluster-ci/.m2/org/slf4j/slf4j-api/2/slf4j-api-2.jar"));

    @Test
    void a_node_carries_no_other_system() {
        assertThat(paths.of(SystemKind.JGROUPS).split(":"))
                .containsExactly(
                        "/home/pastecluster-ci/src/bench/target/pastecluster-bench.jar",
                        "/home/pastecluster-ci/.m2/org/jgroups/jgroups/5/jgroups-5.jar");
        assertThat(paths.of(SystemKind.BARE))
                .isEqualTo("/home/pastecluster-ci/src/bench/target/pastecluster-bench.jar");
    }

    @Test
    void the_bench_is_none_of_a_systems_jars() {
        assertThat(paths.jars(SystemKind.PASTECLUSTER))
                .containsExactly(
                        "/home/pastecluster-ci/src/core/target/pastecluster-core-1.jar",
                        "/home/pastecluster-ci/.m2/org/slf4j/slf4j-api/2/slf4j-api-2.jar");
    }

    @Test
    void modules_that_are_not_packed_count_as_their_jars() {
        ClassPaths unpacked = new ClassPaths("/src/bench/target/classes:/src/core/target/classes:/x/jgroups-5.jar");

        assertThat(unpacked.of(SystemKind.PASTECLUSTER))
                .isEqualTo("/src/bench/target/classes:/src/core/target/classes");
    }
}
