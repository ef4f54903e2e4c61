package org.pastecluster.spring.boot;

import java.util.function.Supplier;
import org.pastecluster.spring.boot.netty.LinkLoops;
import org.pastecluster.spring.boot.netty.NettyPaths;
import org.pastecluster.spring.boot.node.NodeHolder;
import org.springframework.beans.factory.ObjectProvider;

/** How the cluster's paths are put around a reactive web server. */
final class ReactivePaths {

    private ReactivePaths() {}

    /**
     * Makes what answers them.
     *
     * @param serverPath below which the server has all of its paths. Like all else it is asked for at requests, for this is made before what
     *     customizers may need
     */
    static NettyPaths below(
            Supplier<String> serverPath,
            ObjectProvider<PasteClusterProperties> properties,
            ObjectProvider<NodeHolder> holder,
            ObjectProvider<LinkLoops> loops) {
        return new NettyPaths(
                () -> holder.getObject().handler(),
                () -> serverPath.get() + properties.getObject().basePath(),
                loops::getObject);
    }
}
