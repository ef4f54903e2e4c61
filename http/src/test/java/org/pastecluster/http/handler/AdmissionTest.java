package org.pastecluster.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pastecluster.http.HttpLimits;

class AdmissionTest {

    private static final int MIB = 1 << 20;

    private final Admission admission = new Admission(HttpLimits.DEFAULT);

    private boolean holds(String address, int bytes) {
        return admission.enter(address) && admission.hold(address, bytes);
    }

    @Test
    void one_address_never_holds_the_memory_that_all_others_need() {
        for (int i = 0; i < 24; i++) {
            assertThat(holds("10.0.0.9", MIB)).isTrue();
        }

        assertThat(holds("10.0.0.9", 1)).isFalse();
        assertThat(holds("10.0.0.8", MIB)).isFalse();
        assertThat(holds("10.0.0.8", 256 << 10)).isTrue();
        assertThat(admission.hold("10.0.0.8", 1)).isFalse();
    }

    @Test
    void what_is_given_back_can_be_held_again_in_whatever_order_it_comes_back() {
        for (int i = 0; i < 1000; i++) {
            assertThat(holds("10.0.0.9", MIB)).isTrue();
            admission.leave("10.0.0.9");
            admission.release("10.0.0.9", MIB);
        }

        assertThat(admission.inFlight()).isZero();
        assertThat(holds("10.0.0.9", MIB)).isTrue();
    }
}
