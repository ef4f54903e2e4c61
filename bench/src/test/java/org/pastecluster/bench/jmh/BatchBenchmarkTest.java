package org.pastecluster.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pastecluster.http.batch.MalformedFrameException;

class BatchBenchmarkTest {

    @Test
    void what_is_measured_is_a_whole_batch() throws MalformedFrameException {
        BatchBenchmark benchmark = new BatchBenchmark();
        benchmark.prepare();

        assertThat(benchmark.encode()).isGreaterThan(BatchBenchmark.MESSAGES * 100);
        assertThat(benchmark.decode().items()).hasSize(BatchBenchmark.MESSAGES);
    }
}
