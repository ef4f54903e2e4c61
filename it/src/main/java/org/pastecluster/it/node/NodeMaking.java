package org.pastecluster.it.node;

import java.util.Locale;
import java.util.function.Consumer;
import org.pastecluster.ClusterView;
import org.pastecluster.http.bootstrap.PasteCluster;
import org.pastecluster.http.bootstrap.PasteClusterBuilder;
import org.pastecluster.it.record.Journal;
import org.pastecluster.it.record.NodeEntry;
import org.pastecluster.servlet.NodeSetting;
import org.pastecluster.servlet.NodeSettingValues;
import org.pastecluster.spi.TimeSource;

/** Puts a node together, with the settings that the environment names. */
final class NodeMaking {

    private static final String PREFIX = "PASTECLUSTER_";

    private NodeMaking() {}

    static PasteCluster make(
            String host, String list, Journal<NodeEntry> journal, Consumer<ClusterView> seen, Sabotage sabotage) {
        NodeSettingValues values = new NodeSettingValues();
        for (NodeSetting setting : NodeSetting.values()) {
            String variable = PREFIX + setting.name().toUpperCase(Locale.ROOT);
            String text = System.getenv(variable);
            if (text != null) {
                values.add(setting, variable, text);
            }
        }
        PasteClusterBuilder builder = PasteCluster.builder();
        values.applyTo(builder);
        Handlers handlers = new Handlers(journal, sabotage);
        builder.host(host)
                .nodes(list)
                .listener(News.views(journal, seen))
                .listener(News.prompt(journal))
                .listener(News.slow(journal))
                .messages(handlers::register)
                .shutdownHook(false);
        if (sabotage == Sabotage.WALL_CLOCK) {
            builder.node(parts -> parts.time(new WallLease()));
        }
        return builder.create();
    }

    /** A clock that jumps when somebody sets the machine's. */
    private static final class WallLease implements TimeSource {
        @Override
        public long nanos() {
            return System.currentTimeMillis() * 1_000_000;
        }

        @Override
        public long wallMillis() {
            return System.currentTimeMillis();
        }
    }
}
