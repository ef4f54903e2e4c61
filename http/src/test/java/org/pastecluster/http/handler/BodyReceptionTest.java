package org.pastecluster.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.HttpLimits;

class BodyReceptionTest {

    private static final int MIB = 1 << 20;

    private final Admission admission = new Admission(HttpLimits.DEFAULT, () -> 0);
    private final Place place = admission.enter("10.0.0.9", () -> {});
    private final List<String> bodies = new ArrayList<>();
    private final List<Integer> refusals = new ArrayList<>();
    private final BodyReception reception = new BodyReception(
            place,
            4096,
            refused -> refusals.add(refused.status()),
            body -> bodies.add(new String(body, StandardCharsets.UTF_8)));

    private boolean take(String piece) {
        byte[] buffer = (piece + "and what was there before").getBytes(StandardCharsets.UTF_8);
        return reception.take(buffer, piece.length());
    }

    @Test
    void pieces_make_a_body() {
        assertThat(take("a".repeat(2000))).isTrue();
        assertThat(take("b".repeat(2096))).isTrue();
        reception.end();

        assertThat(bodies).containsExactly("a".repeat(2000) + "b".repeat(2096));
        assertThat(refusals).isEmpty();
        assertThat(reception.isOver()).isTrue();
    }

    @Test
    void one_byte_too_many_is_the_end() {
        assertThat(take("a".repeat(4096))).isTrue();
        assertThat(take("b")).isFalse();
        assertThat(take("c")).isFalse();
        reception.end();
        reception.broken();

        assertThat(refusals).containsExactly(413);
        assertThat(bodies).isEmpty();
    }

    @Test
    void what_comes_when_its_time_is_over_is_not_wanted() {
        CompletableFuture<Void> deadline = new CompletableFuture<>();
        reception.deadline(deadline);
        assertThat(take("a")).isTrue();

        reception.late();

        assertThat(take("b")).isFalse();
        reception.end();
        assertThat(refusals).containsExactly(408);
        assertThat(bodies).isEmpty();
        assertThat(deadline).isCancelled();
    }

    @Test
    void a_body_that_is_there_has_no_deadline() {
        reception.end();
        CompletableFuture<Void> deadline = new CompletableFuture<>();

        reception.deadline(deadline);

        assertThat(deadline).isCancelled();
        assertThat(bodies).containsExactly("");
    }

    @Test
    void memory_comes_back_however_it_ends() {
        for (int i = 0; i < 1000; i++) {
            BodyReception next = new BodyReception(place, MIB, refused -> {}, body -> {});
            assertThat(next.take(new byte[MIB], MIB)).isTrue();
            switch (i % 4) {
                case 0 -> next.end();
                case 1 -> next.broken();
                case 2 -> next.abandon();
                default -> next.take(new byte[1], 1);
            }
        }
    }

    @Test
    void what_comes_for_a_request_that_is_over_is_not_wanted_and_nobody_is_told() {
        assertThat(take("a")).isTrue();

        reception.abandon();

        assertThat(take("b")).isFalse();
        reception.end();
        reception.late();
        assertThat(bodies).isEmpty();
        assertThat(refusals).isEmpty();
    }
}
