package org.pastecluster.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapSeriesTest {

    private static final long MIB = 1 << 20;

    private static HeapSeries of(long... mib) {
        HeapSeries series = new HeapSeries();
        for (long sample : mib) {
            series.add(sample * MIB);
        }
        return series;
    }

    @Test
    void what_grows_slowly_and_always_is_not_flat() {
        assertThat(of(10, 12, 14, 16, 18, 20, 22, 24, 26).isFlat()).isFalse();
    }

    @Test
    void a_single_high_sample_is_no_growth() {
        assertThat(of(10, 11, 10, 11, 10, 11, 10, 11, 90).isFlat()).isTrue();
        assertThat(of(90, 11, 10, 11, 10, 11, 10, 11, 10).isFlat()).isTrue();
    }

    @Test
    void few_samples_are_not_judged() {
        assertThat(of(10, 20, 40, 80, 160)).returns(false, HeapSeries::isJudged).returns(true, HeapSeries::isFlat);
        assertThat(of()).returns(0.0, HeapSeries::first);
    }
}
