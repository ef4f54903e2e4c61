package org.pastecluster.spring.test;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertySource;

/** The test's properties, in which {@code {node}} is the number of the node. */
final class NodeProperties extends PropertySource<Map<String, Object>> {

    private final String node;

    NodeProperties(int node, Map<String, Object> properties) {
        super("pasteClusterVirtualApplication", properties);
        this.node = Integer.toString(node);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        Object value = source.get(name);
        return value instanceof String text ? text.replace("{node}", node) : value;
    }
}
