package org.pastecluster.spring.boot.leader.slots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Minutes of applications whose leadership moves, with clocks up to 60 s off. */
class SlotHistoryTest {

    private static final Duration LENGTH = Duration.ofMinutes(2);

    /** One fault after another: the next begins when all nodes are members again, and have been for a second. */
    private static final class Faults implements Runnable {

        private final VirtualFleet fleet;
        private final boolean crashes;
        private long dueAtMillis = 5_000;
        private Runnable end = () -> {};
        private boolean isOn;
        private int begun;

        Faults(VirtualFleet fleet, boolean crashes) {
            this.fleet = fleet;
            this.crashes = crashes;
        }

        @Override
        public void run() {
            long now = fleet.cluster().now().toMillis();
            if (now < dueAtMillis) {
                return;
            } else if (isOn) {
                isOn = false;
                end.run();
                dueAtMillis = now + 1_000;
            } else if (isWhole()) {
                dueAtMillis = now + 1_000 + fleet.random.nextInt(9_000);
                begin(now);
            } else {
                dueAtMillis = now + 1_000;
            }
        }

        private boolean isWhole() {
            OptionalInt leader = fleet.cluster().leader();
            for (int node = 0; node < VirtualFleet.NODES; node++) {
                if (fleet.cluster().cluster(node).view().members().size() < VirtualFleet.NODES) {
                    return false;
                }
            }
            return leader.isPresent();
        }

        private void begin(long now) {
            int leader = fleet.cluster().leader().orElseThrow();
            int kind = fleet.random.nextInt(crashes ? 4 : 1);
            int node = fleet.random.nextInt(3) == 0 ? fleet.random.nextInt(VirtualFleet.NODES) : leader;
            if (kind == 0 && (crashes || !fleet.isAnyoneBusy())) {
                fleet.cluster().cluster(leader).handOver();
                begun++;
            } else if (kind == 1) {
                lasts(now, 500 + fleet.random.nextInt(6_000), () -> fleet.resume(node));
                fleet.pause(node);
            } else if (kind > 1) {
                lasts(
                        now,
                        100 + fleet.random.nextInt(6_000),
                        () -> fleet.cluster().restart(node));
                fleet.cluster().crash(node);
            }
        }

        private void lasts(long now, int millis, Runnable then) {
            isOn = true;
            dueAtMillis = now + millis;
            end = then;
            begun++;
        }
    }

    private static VirtualFleet history(long seed, boolean hasLedger, boolean crashes) {
        VirtualFleet fleet = new VirtualFleet(seed, hasLedger);
        Faults faults = new Faults(fleet, crashes);
        fleet.faults(faults);
        fleet.run(LENGTH);
        assertThat(faults.begun).as("faults of seed %s", seed).isGreaterThan(5);
        return fleet;
    }

    private static List<VirtualFleet.Run> twice(VirtualFleet fleet) {
        Set<VirtualFleet.Run> seen = new HashSet<>();
        return fleet.runs.stream().filter(run -> !seen.add(run)).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void no_slot_runs_twice_whatever_happens_to_one_node_at_a_time(long seed) {
        VirtualFleet fleet = history(seed, true, true);

        assertThat(twice(fleet)).as("seed %s", seed).isEmpty();
        assertThat(fleet.runs).hasSizeGreaterThan(30);
    }

    @Test
    void without_the_ledger_slots_run_twice() {
        assertThat(twice(history(1, false, true))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void where_missed_slots_are_made_up_each_runs_once_and_in_order(long seed) {
        VirtualFleet fleet = history(seed, true, false);

        List<Instant> slots = fleet.runs.stream()
                .filter(run -> run.job().equals("all"))
                .map(VirtualFleet.Run::slot)
                .toList();
        assertThat(slots)
                .as("seed %s", seed)
                .hasSizeGreaterThan(15)
                .isEqualTo(Stream.iterate(slots.get(0), slot -> slot.plusSeconds(5))
                        .limit(slots.size())
                        .toList());
    }
}
