package shop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterUnavailableException;
import org.pastecluster.Member;
import org.pastecluster.Target;
import org.pastecluster.spring.ClusterListener;
import org.pastecluster.spring.ClusterTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends numbered messages to the nodes that it sees, by their names, and notes what became of them. */
@Component
public class Parcels {

    private static final int PARCEL = 11;

    private final Cluster cluster;
    private final ClusterTemplate template;
    private final Journal journal;
    private final AtomicInteger number = new AtomicInteger();
    private final long process = ProcessHandle.current().pid();

    Parcels(Cluster cluster, ClusterTemplate template, Journal journal) {
        this.cluster = cluster;
        this.template = template;
        this.journal = journal;
    }

    @Scheduled(fixedDelay = 10)
    void send() {
        List<Member> members = new ArrayList<>(cluster.view().members());
        members.removeIf(member -> member.name().isEmpty() || member.isSameProcessAs(cluster.self()));
        if (members.isEmpty()) {
            return;
        }
        String id = process + "-" + number.incrementAndGet();
        String name = members.get(ThreadLocalRandom.current().nextInt(members.size())).name();
        journal.add("sends " + id + " " + name);
        template.send(Target.named(name), PARCEL, id).whenComplete((delivery, failure) -> {
            if (failure == null) {
                journal.add("verdict " + id + " " + delivery.first().verdict());
            } else {
                Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
                journal.add("verdict " + id + (cause instanceof ClusterUnavailableException ? " STOPPED" : " " + cause));
            }
        });
    }

    @ClusterListener(type = PARCEL)
    void take(String id) {
        journal.add("handles " + id);
    }
}
