package org.pastecluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pastecluster.spi.TimeSource;

@Timeout(60)
class MailboxThreadTest {

    private final TimeSource time = TimeSource.system();
    private final MailboxThread mailbox = new MailboxThread("test", time);

    @AfterEach
    void close() {
        mailbox.close();
    }

    private static boolean happens(CountDownLatch latch) throws InterruptedException {
        return latch.await(30, TimeUnit.SECONDS);
    }

    @Test
    void tasksRunOneAfterTheOtherOnOneDaemonThread() throws InterruptedException {
        int count = 2000;
        List<Integer> ran = new ArrayList<>();
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            int number = i;
            mailbox.execute(() -> {
                ran.add(number);
                thread.set(Thread.currentThread());
                done.countDown();
            });
        }

        assertThat(happens(done)).isTrue();
        assertThat(ran).hasSize(count).isSorted();
        assertThat(thread.get().isDaemon()).isTrue();
        assertThat(thread.get().getName()).isEqualTo("pastecluster-test");
    }

    @Test
    void tasksOfManyThreadsKeepEachThreadsOrder() throws InterruptedException {
        int threads = 4;
        int each = 500;
        List<List<Integer>> ran = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(threads * each);
        for (int t = 0; t < threads; t++) {
            List<Integer> own = new ArrayList<>();
            ran.add(own);
            Thread sender = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    int number = i;
                    mailbox.execute(() -> {
                        own.add(number);
                        done.countDown();
                    });
                }
            });
            sender.start();
        }

        assertThat(happens(done)).isTrue();
        assertThat(ran).allSatisfy(own -> assertThat(own).hasSize(each).isSorted());
    }

    @Test
    void theTimerRunsAtItsTimeAndNotBefore() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<Long> ranAt = new AtomicReference<>();
        long due = time.nanos() + Duration.ofMillis(30).toNanos();

        mailbox.execute(() -> mailbox.wakeAt(due, () -> {
            ranAt.set(time.nanos());
            done.countDown();
        }));

        assertThat(happens(done)).isTrue();
        assertThat(ranAt.get()).isGreaterThanOrEqualTo(due);
    }

    @Test
    void aNewTimerReplacesTheOldOne() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        mailbox.execute(() -> {
            mailbox.wakeAt(time.nanos() + Duration.ofMillis(5).toNanos(), () -> ran.add("old"));
            mailbox.wakeAt(time.nanos() + Duration.ofMillis(20).toNanos(), () -> {
                ran.add("new");
                done.countDown();
            });
        });

        assertThat(happens(done)).isTrue();
        assertThat(ran).containsExactly("new");
    }

    @Test
    void aTimerThatIsDueGoesFirstAndStarvesNobody() throws InterruptedException {
        List<String> ran = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        mailbox.execute(() -> {
            mailbox.execute(() -> ran.add("first task"));
            mailbox.execute(() -> ran.add("second task"));
            mailbox.execute(done::countDown);
            long past = time.nanos();
            mailbox.wakeAt(past, () -> {
                ran.add("timer");
                mailbox.wakeAt(past, () -> ran.add("timer again"));
            });
        });

        assertThat(happens(done)).isTrue();
        assertThat(ran).containsExactly("timer", "first task", "timer again", "second task");
    }

    @Test
    void aTaskThatThrowsDoesNotEndTheThread() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        mailbox.execute(() -> {
            throw new AssertionError("against the contract");
        });
        mailbox.execute(done::countDown);

        assertThat(happens(done)).isTrue();
    }

    @Test
    void anInterruptDoesNotEndTheThread() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        mailbox.execute(() -> Thread.currentThread().interrupt());
        mailbox.execute(done::countDown);

        assertThat(happens(done)).isTrue();
    }

    @Test
    void closingEndsTheThreadAndDropsWhatWaits() throws InterruptedException {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch closed = new CountDownLatch(1);
        mailbox.execute(() -> {
            thread.set(Thread.currentThread());
            mailbox.execute(() -> ran.add("dropped"));
            mailbox.close();
            mailbox.execute(() -> ran.add("too late"));
            closed.countDown();
        });

        assertThat(happens(closed)).isTrue();
        thread.get().join(TimeUnit.SECONDS.toMillis(30));
        assertThat(thread.get().isAlive()).isFalse();
        assertThat(ran).isEmpty();
    }
}
