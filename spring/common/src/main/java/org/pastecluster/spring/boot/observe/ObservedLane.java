package org.pastecluster.spring.boot.observe;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.pastecluster.ClusterMessage;
import org.pastecluster.Delivery;
import org.pastecluster.Lane;
import org.pastecluster.LaneSettings;
import org.pastecluster.Message;
import org.pastecluster.Target;

/** A lane, each message of which is observed. */
record ObservedLane(Lane lane, MessageObservations observations) implements Lane {

    @Override
    public LaneSettings settings() {
        return lane.settings();
    }

    @Override
    public CompletionStage<Delivery> send(Target target, Message message) {
        return observations.send(target, message, observed -> lane.send(target, observed));
    }

    @Override
    public CompletionStage<ClusterMessage> request(Target target, Message message, Duration deadline) {
        return observations.request(target, message, observed -> lane.request(target, observed, deadline));
    }

    @Override
    public CompletionStage<Void> room(Target target) {
        return lane.room(target);
    }

    @Override
    public void close() {
        lane.close();
    }
}
