package org.pastecluster.samples.board;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.Leadership;
import org.pastecluster.Member;
import org.pastecluster.Target;
import org.pastecluster.spring.ClusterTemplate;
import org.pastecluster.spring.LeaderOnly;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The leader's work: gives open tasks to nodes, and those of dead nodes to others. */
@Component
class Assigner {

    /** The type of the message with an {@link Assignment}. */
    static final int ASSIGNMENT = 20;

    /** More wait until a node has done one. */
    private static final int TASKS_OF_A_NODE = 2;

    private final Cluster cluster;
    private final ClusterTemplate template;
    private final Fence fence;
    private final Assignments assignments;
    private final News news;

    Assigner(Cluster cluster, ClusterTemplate template, Fence fence, Assignments assignments, News news) {
        this.cluster = cluster;
        this.template = template;
        this.fence = fence;
        this.assignments = assignments;
        this.news = news;
    }

    // tag::assign
    @Scheduled(fixedDelay = 200)
    @LeaderOnly
    void assign() {
        Leadership leadership = Leadership.current().orElseThrow();
        Map<String, Member> living = cluster.view().members().stream()
                .collect(Collectors.toMap(Nodes::process, Function.identity(), (one, other) -> one, TreeMap::new));
        List<Assignments.Untold> untold = new ArrayList<>();
        boolean written = fence.write(leadership, () -> {
            takeBack(living);
            give(living);
            untold.addAll(assignments.untold(leadership.token()));
        });
        if (written) {
            untold.forEach(each -> tell(living.get(each.process()), each.message()));
        }
    }

    /** What does not arrive is told again, or given to another node when this one is gone. */
    private void tell(@Nullable Member node, Assignment assignment) {
        if (node != null) {
            var unused = template.send(Target.process(node), ASSIGNMENT, assignment);
        }
    }
    // end::assign

    private void takeBack(Map<String, Member> living) {
        List<String> from = assignments.takeBack(living.keySet());
        from.stream()
                .distinct()
                .forEach(node ->
                        news.add(Collections.frequency(from, node) + " task(s) of " + node + " are open again"));
    }

    private void give(Map<String, Member> living) {
        Deque<Member> places = places(living);
        for (long task : assignments.open(places.size())) {
            Member node = places.removeFirst();
            assignments.give(task, Nodes.name(node), Nodes.process(node));
        }
    }

    /** Each node as often as it may have further tasks, in turn. */
    private Deque<Member> places(Map<String, Member> living) {
        Map<String, Integer> loads = assignments.loads();
        Deque<Member> places = new ArrayDeque<>();
        for (int tasks = 0; tasks < TASKS_OF_A_NODE; tasks++) {
            for (Member node : living.values()) {
                if (loads.getOrDefault(Nodes.process(node), 0) <= tasks) {
                    places.addLast(node);
                }
            }
        }
        return places;
    }
}
