package org.pastecluster.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pastecluster.it.judge.Timing;

class TimetableTest {

    private static final List<FaultKind> ALL = List.of(FaultKind.values());

    /** What a round takes beside its faults: until all agree, and then some seconds in which nothing may move. */
    private static final Duration CALM = Duration.ofSeconds(15);

    private static Timetable timetable(long seed) {
        return new Timetable(seed, 5, 5, ALL);
    }

    private static List<Round> minutes(Timetable timetable, int minutes) {
        List<Round> rounds = new ArrayList<>();
        for (Duration left = Duration.ofMinutes(minutes); !left.isNegative(); ) {
            Round round = timetable.round(rounds.size() + 1);
            rounds.add(round);
            left = left.minus(round.length()).minus(CALM);
            left = left.minus(round.inCalm().map(Plan::length).orElse(Duration.ZERO));
        }
        return rounds.subList(0, rounds.size() - 1);
    }

    private static List<Plan> faults(List<Round> rounds) {
        return rounds.stream().flatMap(round -> round.faults().stream()).toList();
    }

    @Test
    void a_seed_is_the_same_timetable_always_in_whatever_order_one_looks_at_its_rounds() {
        Timetable forwards = timetable(7);
        String first = forwards.round(1).toString();
        String third = forwards.round(3).toString();
        Timetable backwards = timetable(7);

        assertThat(backwards.round(3)).hasToString(third);
        assertThat(backwards.round(1)).hasToString(first);
        assertThat(timetable(8).round(1).toString()).isNotEqualTo(first);
    }

    @Test
    void this_seed_is_this_timetable_on_every_machine() {
        assertThat(timetable(1).round(1).faults().get(0))
                .hasToString("Plan[fault=104, kind=BUSY_THREADS, start=PT0.681S, length=PT30S, who=[[4]], size=1]");
    }

    @Test
    void ten_minutes_see_every_kind_and_most_faults_beside_others() {
        for (long seed = 1; seed <= 300; seed++) {
            List<Round> rounds = minutes(timetable(seed), 10);
            List<Plan> faults = faults(rounds);
            Set<FaultKind> kinds = faults.stream()
                    .map(Plan::kind)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(FaultKind.class)));
            long overlapping = rounds.stream().mapToLong(Round::overlapping).sum();

            assertThat(kinds).as("kinds of seed %d", seed).hasSize(FaultKind.values().length);
            assertThat(overlapping).as("overlapping of seed %d", seed).isGreaterThan(faults.size() / 2);
        }
    }

    @Test
    void faults_have_a_number_each_and_name_nodes_that_there_are() {
        List<Round> rounds = minutes(timetable(3), 30);

        assertThat(Stream.concat(faults(rounds).stream(), rounds.stream().flatMap(round -> round.inCalm().stream())))
                .extracting(Plan::fault)
                .doesNotHaveDuplicates();
        assertThat(faults(rounds)).allSatisfy(plan -> {
            assertThat(plan.who())
                    .isNotEmpty()
                    .allSatisfy(group -> assertThat(group).isNotEmpty());
            assertThat(plan.who().stream().flatMap(List::stream))
                    .doesNotHaveDuplicates()
                    .allMatch(node -> node >= 1 && node <= 5);
            assertThat(plan.length()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(60));
        });
        assertThat(rounds).allSatisfy(round -> assertThat(round.length()).isLessThanOrEqualTo(Duration.ofSeconds(63)));
        List<Round> even =
                rounds.stream().filter(round -> round.number() % 2 == 0).toList();
        assertThat(even)
                .isNotEmpty()
                .allSatisfy(round -> assertThat(round.inCalm()).isPresent());
        assertThat(even.stream()
                        .flatMap(round -> round.inCalm().stream())
                        .map(Plan::kind)
                        .collect(Collectors.toSet()))
                .hasSize(5);
    }

    @Test
    void twice_in_ten_minutes_a_cut_lasts_longer_than_nodes_may_take_to_agree_and_never_in_the_first_three() {
        for (long seed = 1; seed <= 30; seed++) {
            assertThat(lasting(minutes(timetable(seed), 3))).isEmpty();
            assertThat(lasting(minutes(timetable(seed), 10))).hasSize(2);
            assertThat(lasting(minutes(timetable(seed), 60)))
                    .hasSizeBetween(8, 14)
                    .allSatisfy(plan -> assertThat(plan.length().toNanos())
                            .isGreaterThan(
                                    Timing.usual().agreement() + Timing.usual().hold()))
                    .extracting(Plan::kind)
                    .contains(
                            FaultKind.SPLIT, FaultKind.PAIR_CUT, FaultKind.ONE_WAY_REQUESTS, FaultKind.ONE_WAY_PACKETS);
        }
    }

    private static List<Plan> lasting(List<Round> rounds) {
        return inOddCalms(rounds)
                .filter(plan -> plan.kind() != FaultKind.PAUSE_LEADER && plan.kind() != FaultKind.HAND_OVER)
                .toList();
    }

    private static Stream<Plan> inOddCalms(List<Round> rounds) {
        return rounds.stream().filter(round -> round.number() % 2 == 1).flatMap(round -> round.inCalm().stream());
    }

    @Test
    void twice_in_ten_minutes_a_leader_stands_still_with_nothing_else_going_on() {
        for (long seed = 1; seed <= 30; seed++) {
            assertThat(inOddCalms(minutes(timetable(seed), 10)).filter(plan -> plan.kind() == FaultKind.PAUSE_LEADER))
                    .hasSize(2)
                    .allSatisfy(plan -> assertThat(plan.length().toSeconds()).isBetween(5L, 7L));
        }
    }

    @Test
    void a_leader_hands_over_with_nothing_else_going_on_at_the_beginning_and_again_later() {
        for (long seed = 1; seed <= 30; seed++) {
            assertThat(inOddCalms(minutes(timetable(seed), 10)).filter(plan -> plan.kind() == FaultKind.HAND_OVER))
                    .hasSizeBetween(2, 3);
        }
    }

    @Test
    void a_second_chance_changes_nothing_that_comes_after_it() {
        assertThat(timetable(1).round(20).faults().get(0))
                .hasToString("Plan[fault=2002, kind=ONE_WAY_REQUESTS, start=PT0.274S, length=PT10.919S, who=[[2], [1]],"
                        + " size=0]");
    }

    @Test
    void one_kind_alone_comes_in_every_round() {
        Timetable only = new Timetable(5, 5, 5, List.of(FaultKind.SPLIT));

        for (int round = 1; round <= 20; round++) {
            assertThat(only.round(round).faults()).extracting(Plan::kind).containsOnly(FaultKind.SPLIT);
            assertThat(only.round(round).inCalm()).isEmpty();
        }
    }

    @Test
    void kinds_that_are_nothing_for_a_calm_leave_it_alone() {
        Timetable timetable = new Timetable(5, 5, 5, List.of(FaultKind.SPLIT, FaultKind.LOSS));

        assertThat(timetable.round(2).faults()).extracting(Plan::kind).containsOnly(FaultKind.SPLIT, FaultKind.LOSS);
        assertThat(timetable.round(2).inCalm()).isEmpty();
    }

    @Test
    void two_nodes_suffice_and_one_does_not() {
        assertThat(faults(minutes(new Timetable(2, 2, 2, ALL), 10)))
                .filteredOn(plan -> plan.kind() == FaultKind.SPLIT)
                .allSatisfy(plan -> assertThat(plan.who()).hasSize(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timetable(2, 1, 1, ALL))
                .withMessageContaining("not 1");
    }

    @Test
    void what_a_node_of_another_kind_would_not_do_befalls_another_one() {
        Timetable mixed = new Timetable(7, 7, 5, ALL);
        List<Plan> faults = faults(minutes(mixed, 60));

        assertThat(faults)
                .filteredOn(plan -> Set.of(FaultKind.CLOCK, FaultKind.BUSY_THREADS, FaultKind.HAND_OVER)
                        .contains(plan.kind()))
                .isNotEmpty()
                .allSatisfy(plan -> assertThat(plan.node()).isLessThanOrEqualTo(5));
        assertThat(faults)
                .filteredOn(plan -> plan.kind() == FaultKind.KILL)
                .extracting(Plan::node)
                .contains(6, 7);
    }

    @Test
    void the_cores_are_busy_whatever_their_number() {
        assertThat(List.of(2, 3, 4))
                .extracting(drawn -> BusyCores.threads(drawn, 2))
                .containsExactly(2, 3, 4);
        assertThat(List.of(2, 3, 4))
                .extracting(drawn -> BusyCores.threads(drawn, 16))
                .containsExactly(16, 24, 32);
        assertThat(List.of(2, 3, 4))
                .extracting(drawn -> BusyCores.threads(drawn, 1))
                .containsExactly(1, 2, 2);
    }
}
