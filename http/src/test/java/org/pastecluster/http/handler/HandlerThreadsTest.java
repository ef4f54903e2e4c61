package org.pastecluster.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HandlerThreadsTest {

    private static final int MANY = 40;

    @Test
    void those_that_give_way_take_no_room_of_answers() throws InterruptedException {
        Thread newcomer = Thread.currentThread();
        CountDownLatch hung = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        AtomicInteger byNewcomer = new AtomicInteger();
        try (HandlerThreads threads = new HandlerThreads(2)) {
            for (int i = 0; i < MANY; i++) {
                threads.turnAway(() -> {
                    if (Thread.currentThread() == newcomer) {
                        byNewcomer.incrementAndGet();
                    } else {
                        await(hung);
                    }
                });
            }
            threads.execute(answered::countDown);

            assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(byNewcomer).hasValue(MANY - 3);
            hung.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
