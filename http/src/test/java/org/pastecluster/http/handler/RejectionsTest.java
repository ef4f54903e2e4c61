package org.pastecluster.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.spi.Measurements;
import org.pastecluster.spi.Measurements.Rejection;

class RejectionsTest {

    @Test
    void eachRequestThatIsTurnedAwayIsToldOnceWithItsReason() {
        List<Rejection> told = new ArrayList<>();
        HttpSettings settings =
                HttpSettings.builder().secret("a-secret-of-some-length").build();
        try (HandlerBench bench = new HandlerBench(settings)) {
            bench.handler.measureWith(new Measurements() {
                @Override
                public void requestRejected(Rejection reason) {
                    told.add(reason);
                    throw new IllegalStateException("the registry is closed");
                }
            });
            bench.signed("GET", "status", "", "");
            bench.started();
            bench.signed("GET", "status", "", "");
            bench.ask("GET", "/api/cluster/nowhere", "", Map.of(), new byte[0]);
            bench.ask("GET", "/api/cluster/status", "", Map.of(), new byte[0]);
            bench.ask("GET", "/api/cluster/status", "", Map.of("slovetoken", "x".repeat(5_000)), new byte[0]);
            bench.ask("GET", "/api/cluster/status", "", Map.of("slovetoken", "x"), new byte[0]);
            bench.signed("POST", "send", "", "{");
        }

        assertThat(told)
                .containsExactly(
                        Rejection.UNAVAILABLE,
                        Rejection.NO_SUCH_PATH,
                        Rejection.UNPROVEN,
                        Rejection.TOO_LARGE,
                        Rejection.WRONG_SECRET,
                        Rejection.MALFORMED);
    }
}
