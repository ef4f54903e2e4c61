package org.pastecluster.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.pastecluster.Message;

class ReservedMessagesTest {

    private static final byte[] BODY = {1, 2};

    @Test
    void aReservedTypeIsNobodyElses() {
        assertThat(ReservedMessages.bytes(ReservedMessages.SLOTS, BODY).bytes()).isEqualTo(BODY);

        assertThatThrownBy(() -> Message.bytes(ReservedMessages.SLOTS, BODY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReservedMessages.bytes(1, BODY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReservedMessages.bytes(11, BODY)).isInstanceOf(IllegalArgumentException.class);
    }
}
