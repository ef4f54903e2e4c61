package org.pastecluster.messenger;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person should mend in handlers of messages: each said once, and no more than {@value #MOST} in all. Thread-safe. */
final class Warnings {

    private static final int MOST = 64;
    private static final Logger LOG = LoggerFactory.getLogger(Warnings.class);

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /**
     * @param sentence the same for what is the same
     * @param thrown what happened this time
     */
    void warn(String sentence, Throwable thrown) {
        if (said.size() < MOST && said.add(sentence)) {
            LOG.warn("{} It is not said again.", sentence, thrown);
        } else {
            LOG.debug(sentence, thrown);
        }
    }
}
