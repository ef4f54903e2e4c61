package org.pastecluster.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayMemoryTest {

    @Test
    void takes_each_nonce_once() {
        ReplayMemory memory = new ReplayMemory(10, 1000);

        assertThat(memory.use(1, 5, 0)).isEqualTo(ReplayMemory.Finding.FRESH);
        assertThat(memory.use(1, 5, 0)).isEqualTo(ReplayMemory.Finding.USED);
        assertThat(memory.use(1, 3, 0)).isEqualTo(ReplayMemory.Finding.FRESH);
        assertThat(memory.use(2, 5, 0)).isEqualTo(ReplayMemory.Finding.FRESH);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void never_takes_a_nonce_twice_whatever_the_order(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ReplayMemory memory = new ReplayMemory(10, 1000);
        Set<Long> taken = new HashSet<>();
        long largest = 0;
        for (int i = 0; i < 50_000; i++) {
            long nonce = Math.max(0, largest + random.nextInt(-1500, random.nextInt(100) == 0 ? 5000 : 20));
            boolean fresh = memory.use(7, nonce, 0) == ReplayMemory.Finding.FRESH;
            boolean expected = !taken.contains(nonce) && (taken.isEmpty() || nonce > largest - ReplayMemory.WIDTH);
            assertThat(fresh).as("seed %d, step %d, nonce %d", seed, i, nonce).isEqualTo(expected);
            if (fresh) {
                taken.add(nonce);
                largest = Math.max(largest, nonce);
            }
        }
    }

    @Test
    void at_its_bound_it_turns_new_senders_away_and_forgets_nobody() {
        ReplayMemory memory = new ReplayMemory(2, 1000);
        memory.use(1, 5, 0);
        memory.use(2, 5, 500);

        assertThat(memory.use(3, 5, 1000)).isEqualTo(ReplayMemory.Finding.FULL);
        assertThat(memory.use(1, 5, 1000)).isEqualTo(ReplayMemory.Finding.USED);
        assertThat(memory.use(3, 5, 1001)).isEqualTo(ReplayMemory.Finding.FULL);
    }

    @Test
    void forgets_a_sender_when_nothing_of_it_can_be_in_time() {
        ReplayMemory memory = new ReplayMemory(1, 1000);
        memory.use(1, 5, 0);

        assertThat(memory.use(2, 5, 1000)).isEqualTo(ReplayMemory.Finding.FULL);
        assertThat(memory.use(2, 5, 1001)).isEqualTo(ReplayMemory.Finding.FRESH);
    }
}
