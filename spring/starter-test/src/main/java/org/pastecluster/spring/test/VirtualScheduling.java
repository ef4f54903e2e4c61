package org.pastecluster.spring.test;

import org.springframework.core.Ordered;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Gives Spring the test's scheduler itself: what Spring puts before schedulers would plan first runs by the machine's clock. */
final class VirtualScheduling implements SchedulingConfigurer, Ordered {

    private final VirtualTaskScheduler scheduler;

    VirtualScheduling(VirtualTaskScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        registrar.setTaskScheduler(scheduler);
    }

    /** After the application's, and before the cluster's, which takes what it finds. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE - 1;
    }
}
