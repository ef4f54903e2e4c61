package org.pastecluster.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SteppedClusterTest {

    @Test
    void it_forms_and_goes_on_stepping() {
        SteppedCluster cluster = new SteppedCluster(5);
        cluster.passSeconds(30);
        long before = cluster.steps();
        cluster.passSeconds(1);

        assertThat(cluster.isFormed()).isTrue();
        assertThat(cluster.steps()).isGreaterThan(before);
    }
}
