package org.pastecluster.http.handler;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.wire.CalledBack;

/** The calls that a handler has made, since it makes none itself. They end within a few seconds, and none blocks. */
public interface AddressCheck {

    /** Calls that URL for another node. Never fails; null when there is no room for one more call. */
    CompletionStage<@Nullable CalledBack> callBack(String host);

    /**
     * Whether that URL leads to this node.
     *
     * @return false when nobody can tell; fails with a {@link org.pastecluster.ClusterConfigurationException} that says what is
     *     wrong with it
     */
    CompletionStage<Boolean> leadsHere(String host);
}
