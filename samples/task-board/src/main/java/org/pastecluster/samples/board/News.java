package org.pastecluster.samples.board;

import java.util.List;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterEvent;
import org.pastecluster.Leadership;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened, in sentences for the page. Leaders write it, so that each thing stands there once. */
@Component
class News {

    /**
     * @param at milliseconds since the epoch
     * @param node who says so
     */
    record Line(long id, long at, String node, String sentence) {}

    private static final int MOST = 40;

    private final Cluster cluster;
    private final JdbcClient database;
    private final Fence fence;

    News(Cluster cluster, JdbcClient database, Fence fence) {
        this.cluster = cluster;
        this.database = database;
        this.fence = fence;
    }

    @EventListener
    void leads(ClusterEvent.LeadershipAcquired event) {
        Leadership leadership = event.leadership();
        write(leadership, "leads " + cluster.view().members().size() + " node(s), with token " + leadership.token());
    }

    @EventListener
    void joined(ClusterEvent.MemberJoined event) {
        cluster.leadership().ifPresent(leadership -> write(leadership, Nodes.name(event.member()) + " joined"));
    }

    @EventListener
    void left(ClusterEvent.MemberLeft event) {
        cluster.leadership()
                .ifPresent(leadership -> write(leadership, Nodes.name(event.member()) + " left: " + event.reason()));
    }

    private void write(Leadership leadership, String sentence) {
        var unused = fence.write(leadership, () -> add(sentence));
    }

    /** To be called inside of {@link Fence#write}. */
    void add(String sentence) {
        var unused = database.sql("INSERT INTO news (node, sentence) VALUES (:node, :sentence)")
                .param("node", Nodes.name(cluster.self()))
                .param("sentence", sentence)
                .update();
    }

    /** Newest first. */
    List<Line> lines() {
        return database.sql("""
                        SELECT id, (extract(epoch FROM at) * 1000)::bigint AS at, node, sentence
                        FROM news ORDER BY id DESC LIMIT :most
                        """).param("most", MOST).query(Line.class).list();
    }
}
