package org.pastecluster.http.handler;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterHealth;
import org.pastecluster.ClusterHealth.Kind;
import org.pastecluster.Member;

/**
 * What load balancers ask, which cannot sign: 200 for yes, 503 for no, and nothing else but where the leader is. Reads what is there,
 * and waits for nothing.
 */
enum RolePath {
    /** Whether this node may act as leader at this moment. */
    LEADER("/role/leader") {
        @Override
        boolean isTrueOf(Cluster cluster) {
            return cluster.isLeader();
        }
    },
    /** Whether this node belongs to a cluster that has a leader. */
    MEMBER("/role/member") {
        @Override
        boolean isTrueOf(Cluster cluster) {
            return cluster.view().leader() != null;
        }
    },
    /** Whether the node's loop runs, with a leader or without. */
    LIVE("/live") {
        @Override
        boolean isTrueOf(Cluster cluster) {
            ClusterHealth health = cluster.health();
            return !health.has(Kind.LOOP_LATE) && !health.has(Kind.STOPPED) && !health.has(Kind.FAILED);
        }
    };

    private static final String LEADERS_URL = "pastecluster-leader";
    private static final RolePath[] ALL = values();

    private final String path;

    RolePath(String path) {
        this.path = path;
    }

    /** Its part of the path below the base path, such as {@code role/leader}. */
    String words() {
        return path.substring(1);
    }

    abstract boolean isTrueOf(Cluster cluster);

    /** The one that this path names; null for none. */
    static @Nullable RolePath of(String rawPath, String basePath) {
        for (RolePath each : ALL) {
            if (rawPath.endsWith(each.path)
                    && rawPath.substring(0, rawPath.length() - each.path.length())
                            .endsWith(basePath)) {
                return each;
            }
        }
        return null;
    }

    /**
     * @param cluster null as long as the node has not started
     */
    HttpAnswer answer(String method, @Nullable Cluster cluster) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("cache-control", "no-store");
        if (!method.equals("GET") && !method.equals("HEAD")) {
            headers.put("allow", "GET, HEAD");
            return new HttpAnswer(405, headers, new byte[0]);
        }
        if (cluster == null) {
            return new HttpAnswer(503, headers, new byte[0]);
        }
        Member leader = cluster.view().leader();
        if (leader != null) {
            headers.put(LEADERS_URL, leader.host());
        }
        return new HttpAnswer(isTrueOf(cluster) ? 200 : 503, headers, new byte[0]);
    }
}
