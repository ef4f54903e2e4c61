package org.pastecluster.samples.board;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** One node of the service. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
public class TaskBoard {

    public static void main(String[] args) {
        SpringApplication.run(TaskBoard.class, args);
    }
}
