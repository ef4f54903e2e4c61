package org.pastecluster.spring.boot;

import org.pastecluster.http.bootstrap.PasteClusterBuilder;

/**
 * Sets what no property sets. Each bean of this type is called, in their order, after the properties were applied and each time a
 * node is made: once at the start of the application, and again when its context starts anew.
 */
@FunctionalInterface
public interface PasteClusterCustomizer {

    /**
     * Called on the thread that starts the application, so that what it throws ends the start.
     *
     * @param builder of the node; neither to be kept nor to be started
     */
    void customize(PasteClusterBuilder builder);
}
