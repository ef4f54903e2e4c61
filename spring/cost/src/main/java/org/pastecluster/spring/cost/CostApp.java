package org.pastecluster.spring.cost;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.pastecluster.Cluster;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application with a web server and actuator. Some time after it is ready it prints what it cost, and ends. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class CostApp {

    /** For so long it goes on after it is ready: what a node does to join, or to lead alone, counts as well. */
    private static final long SETTLES_NANOS = TimeUnit.SECONDS.toNanos(4);

    public static void main(String[] arguments) {
        var context = SpringApplication.run(CostApp.class, arguments);
        long ready = System.nanoTime();
        while (System.nanoTime() - ready < SETTLES_NANOS) {
            LockSupport.parkNanos(SETTLES_NANOS);
        }
        long cpu = cpuNanos();
        boolean leads = context.containsBean("pasteCluster") && Leads.in(context);
        System.out.println(new Cost(cpu, heapBytes(), leads).line());
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    /** Apart, since its class is not there without the starter. */
    private static final class Leads {

        static boolean in(ApplicationContext context) {
            return context.getBean(Cluster.class).isLeader();
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** What is left when everything that can go has gone. */
    private static long heapBytes() {
        System.gc();
        // What a first collection gives to cleaners and references is gone after a second one.
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
