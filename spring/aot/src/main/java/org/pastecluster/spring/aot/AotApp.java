package org.pastecluster.spring.aot;

import java.time.Duration;
import org.pastecluster.ClusterEvent.LeadershipAcquired;
import org.pastecluster.Target;
import org.pastecluster.spring.ClusterListener;
import org.pastecluster.spring.ClusterTemplate;
import org.pastecluster.spring.LeaderOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Uses of the starter what a user would. */
@EnableScheduling
@SpringBootApplication
public class AotApp {

    private static final Logger LOG = LoggerFactory.getLogger(AotApp.class);
    private static final int GREETING = 11;

    public static void main(String[] args) {
        var unused = SpringApplication.run(AotApp.class, args);
    }

    /** A text and who it is from, as JSON. */
    public record Greeting(String text, String from) {}

    /** Runs on a schedule, hears of leadership and takes messages. */
    @Component
    public static class Beans {

        private final ClusterTemplate cluster;

        Beans(ClusterTemplate cluster) {
            this.cluster = cluster;
        }

        @EventListener
        public void leads(LeadershipAcquired event) {
            LOG.info("AOT leads");
            var unused = cluster.request(
                            Target.leader(),
                            GREETING,
                            new Greeting("hello", "me"),
                            Greeting.class,
                            Duration.ofSeconds(20))
                    .thenAccept(reply -> LOG.info("AOT was told {} by {}", reply.text(), reply.from()));
        }

        @ClusterListener(type = GREETING)
        public Greeting greeted(Greeting greeting) {
            return new Greeting(greeting.text() + " " + greeting.from(), "the leader");
        }

        @Scheduled(cron = "* * * * * *")
        @LeaderOnly
        public void works() {
            LOG.info("AOT works");
        }
    }
}
