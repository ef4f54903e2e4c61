package org.pastecluster.servlet;

import jakarta.servlet.ServletConfig;
import java.util.Enumeration;
import org.pastecluster.ClusterConfigurationException;

/** Reads a servlet's init parameters as settings of a node. */
final class InitParameters {

    private InitParameters() {}

    static NodeSettingValues read(ServletConfig config) {
        NodeSettingValues values = new NodeSettingValues();
        Enumeration<String> names = config.getInitParameterNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            NodeSetting setting = NodeSetting.of(name);
            if (setting == null) {
                throw new ClusterConfigurationException("The servlet '" + config.getServletName()
                        + "' has an init parameter '" + name + "' that is no setting of a node; write for example host,"
                        + " nodes or secret-file.");
            }
            values.add(setting, "The init parameter " + name, config.getInitParameter(name));
        }
        if (!values.has(NodeSetting.HOST) && !values.has(NodeSetting.NODES)) {
            throw new ClusterConfigurationException("The servlet '" + config.getServletName()
                    + "' has neither an init parameter 'host' nor 'nodes'; set this node's own base URL, such as"
                    + " http://192.0.2.3:8080/app, or a list that has it.");
        }
        return values;
    }
}
