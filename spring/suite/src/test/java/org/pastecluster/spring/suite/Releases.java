package org.pastecluster.spring.suite;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.pastecluster.Delivery;
import org.pastecluster.Target;
import org.pastecluster.spring.ClusterTemplate;
import org.springframework.stereotype.Component;

// tag::send
/** Tells the node with the name blue what to deploy. */
@Component
class Releases {

    private final ClusterTemplate cluster;

    Releases(ClusterTemplate cluster) {
        this.cluster = cluster;
    }

    CompletionStage<Delivery> release(String service, String version) {
        return cluster.send(Target.named("blue"), 20, new Deployments.Deploy(service, version));
    }

    CompletionStage<Deployments.Running> running(String service) {
        return cluster.request(
                Target.named("blue"), 21, service, Deployments.Running.class, Duration.ofSeconds(2));
    }
}
// end::send
