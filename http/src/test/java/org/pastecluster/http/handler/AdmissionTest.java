package org.pastecluster.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.HttpLimits;

class AdmissionTest {

    private static final int MIB = 1 << 20;
    private static final int FIRST = 8 << 10;
    private static final int RESERVE = 256;

    private final List<Integer> gone = new ArrayList<>();
    private long now;
    private final Admission admission = new Admission(HttpLimits.DEFAULT, () -> now);

    private Place inHand(String address, int number) {
        return admission.enter(address, () -> gone.add(number));
    }

    /** One that waits for its body. */
    private Place enter(String address, int number) {
        Place place = inHand(address, number);
        place.stay();
        return place;
    }

    private List<Place> enter(String address, int from, int count) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(enter(address, from + i));
        }
        return places;
    }

    @Test
    void a_newcomer_takes_the_place_of_the_longest_standing_stranger_of_the_busiest_address() {
        enter("10.0.0.8", 1, 2);
        enter("10.0.0.9", 10, RESERVE - 2);
        assertThat(gone).isEmpty();

        enter("10.0.0.9", 1000, 2);
        enter("10.0.0.7", 2000, 1);

        assertThat(gone).containsExactly(10, 11, 12);
        assertThat(admission.inFlight()).isEqualTo(RESERVE);
    }

    @Test
    void who_only_waits_for_a_thread_of_ours_keeps_its_place_however_many_come() {
        Place whole = inHand("10.0.0.9", 1);
        Place inPieces = enter("10.0.0.9", 2);
        enter("10.0.0.9", 10, RESERVE - 1);
        inPieces.takeInHand();

        enter("10.0.0.9", 1000, 4 * RESERVE);

        assertThat(gone).hasSize(4 * RESERVE - 1).doesNotContain(1, 2);
        assertThat(admission.inFlight()).isEqualTo(RESERVE + 2);
        assertThat(whole.prove(7L)).isTrue();
        assertThat(inPieces.prove(8L)).isTrue();
        whole.leave();
        inPieces.leave();
        assertThat(admission.inFlight()).isEqualTo(RESERVE);
    }

    @Test
    void who_has_shown_nothing_in_the_hands_of_a_thread_stays_like_others() {
        Place nothing = enter("10.0.0.9", 1);
        nothing.takeInHand();
        nothing.stay();

        enter("10.0.0.9", 10, RESERVE);

        assertThat(gone).containsExactly(1);
        nothing.takeInHand();
        nothing.stay();
        assertThat(admission.inFlight()).isEqualTo(RESERVE);
    }

    @Test
    void who_has_shown_the_secret_keeps_its_place() {
        Place peer = enter("10.0.0.9", 1);
        assertThat(peer.prove(7L)).isTrue();

        enter("10.0.0.9", 10, RESERVE + 1);

        assertThat(gone).containsExactly(10);
        assertThat(admission.inFlight()).isEqualTo(RESERVE + 1);
    }

    @Test
    void whose_place_was_given_away_shows_the_secret_in_vain_and_gives_nothing_back() {
        Place slow = enter("10.0.0.9", 1);
        enter("10.0.0.9", 10, RESERVE);
        assertThat(gone).containsExactly(1);

        assertThat(slow.prove(7L)).isFalse();
        assertThat(slow.hold(1)).isFalse();
        slow.leave();

        assertThat(admission.inFlight()).isEqualTo(RESERVE);
    }

    @Test
    void a_peer_has_a_budget_and_some_of_what_peers_share_is_kept_for_those_with_few() {
        for (long peer = 1; peer <= 2; peer++) {
            for (int i = 0; i < 256; i++) {
                assertThat(enter("10.0.0.9", 0).prove(peer)).isTrue();
            }
            assertThat(enter("10.0.0.9", 0).prove(peer)).isFalse();
        }
        for (int i = 0; i < 64; i++) {
            assertThat(enter("10.0.0.9", 0).prove(3L)).isTrue();
        }

        assertThat(enter("10.0.0.9", 0).prove(3L)).isFalse();
        for (int i = 0; i < 4; i++) {
            assertThat(enter("10.0.0.9", 0).prove(4L)).isTrue();
        }
    }

    @Test
    void what_is_given_back_can_be_had_again() {
        for (int i = 0; i < 10_000; i++) {
            Place place = enter("10.0.0.9", 0);
            assertThat(place.hold(MIB)).isTrue();
            assertThat(place.prove(7L)).isTrue();
            place.leave();
            place.leave();
        }

        assertThat(admission.inFlight()).isZero();
        assertThat(gone).isEmpty();
    }

    @Test
    void the_first_bytes_of_a_body_have_room_whatever_others_hold() {
        List<Place> places = enter("10.0.0.9", 1, RESERVE);
        int held = 0;
        while (places.get(held).hold(MIB)) {
            held++;
        }

        assertThat(held).isEqualTo(24);
        assertThat(places.subList(100, RESERVE)).allMatch(place -> place.hold(FIRST));
        assertThat(places.get(100).hold(MIB)).isFalse();
        places.get(0).release();
        assertThat(places.get(100).hold(MIB - FIRST)).isTrue();
        assertThat(gone).isEmpty();
    }

    @Test
    void who_takes_its_time_gives_its_room_up() {
        List<Place> slow = enter("10.0.0.9", 1, 24);
        assertThat(slow).allMatch(place -> place.hold(MIB));
        now += Admission.SLOW_NANOS;
        List<Place> quick = enter("10.0.0.9", 100, 2);
        assertThat(quick.get(0).hold(MIB)).isFalse();

        now += 1;
        assertThat(quick).allMatch(place -> place.hold(MIB));

        assertThat(gone).containsExactly(1, 2);
    }
}
