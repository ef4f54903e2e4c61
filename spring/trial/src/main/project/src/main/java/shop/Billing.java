package shop;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.pastecluster.Leadership;
import org.pastecluster.spring.LeaderOnly;
import org.pastecluster.spring.Slot;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The job that has to run on one node only. */
@Component
public class Billing {

    private final Bills bills;
    private final Journal journal;
    private final int longestMillis;

    Billing(Bills bills, Journal journal, @Value("${shop.longest-job:5000}") int longestMillis) {
        this.bills = bills;
        this.journal = journal;
        this.longestMillis = longestMillis;
    }

    @Scheduled(cron = "* * * * * *")
    @LeaderOnly
    public void bill() throws InterruptedException {
        long token = Leadership.current().orElseThrow().token();
        Instant slot = Slot.current().orElseThrow().planned();
        journal.add("begins " + slot + " " + token);
        try {
            Optional<Long> run = bills.begin(slot, token);
            ThreadLocalRandom random = ThreadLocalRandom.current();
            Thread.sleep(random.nextInt(10) == 0 ? random.nextInt(longestMillis) : random.nextInt(200));
            if (run.isEmpty() || !bills.end(run.get(), token)) {
                journal.add("refused " + slot + " " + token);
            }
        } finally {
            journal.add("ends " + slot + " " + token);
        }
    }
}
