package org.pastecluster.http.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pastecluster.http.link.LinkWay;

/** Which way led to a link at which host, so that who comes back is not asked in vain first. Touched by the thread of the links alone. */
final class LinkWays {

    private static final int MOST = 4096;

    /** Hosts where it was not the first way. */
    private final Map<String, LinkWay> others = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LinkWay> eldest) {
            return size() > MOST;
        }
    };

    /** Which one to try first. */
    LinkWay at(String host) {
        return others.getOrDefault(host, LinkWay.UPGRADE);
    }

    /** That one has led to a link. */
    void held(String host, LinkWay way) {
        if (way == LinkWay.UPGRADE) {
            others.remove(host);
        } else {
            others.put(host, way);
        }
    }
}
