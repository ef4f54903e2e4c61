package org.pastecluster.spring.suite;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pastecluster.ClusterEvent;
import org.pastecluster.Member;
import org.pastecluster.spring.ClusterListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

// tag::listen
/** What every node can do; a node is told by its name. */
@Component
class Deployments {

    record Deploy(String service, String version) {}

    record Running(String service, String version) {}

    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    private final Map<String, String> versions = new ConcurrentHashMap<>();

    @ClusterListener(type = 20)
    void deploy(Deploy order, Member sender) {
        LOG.info("{} wants {}", sender.host(), order);
        versions.put(order.service(), order.version());
    }

    @ClusterListener(type = 21)
    Running running(String service) {
        return new Running(service, versions.getOrDefault(service, "none"));
    }

    @EventListener
    void leads(ClusterEvent.LeadershipAcquired news) {
        LOG.info("this node leads, with token {}", news.leadership().token());
    }
}
// end::listen
