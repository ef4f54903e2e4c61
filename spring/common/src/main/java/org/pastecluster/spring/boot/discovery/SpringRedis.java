package org.pastecluster.spring.boot.discovery;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.spring.boot.failure.ClusterSettingException;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** The Redis that the application uses itself, as {@code spring.data.redis} says. */
final class SpringRedis {

    private static final String PREFIX = "spring.data.redis.";
    private static final String[] OF_SEVERAL = {"sentinel.master", "cluster.nodes", "cluster.nodes[0]"};

    private final Environment properties;

    SpringRedis(Environment properties) {
        this.properties = properties;
    }

    /** @throws ClusterSettingException when it is more than one server */
    String url() {
        for (String several : OF_SEVERAL) {
            if (properties.containsProperty(PREFIX + several)) {
                throw new ClusterSettingException(
                        "pastecluster.discovery.redis.enabled is true, and " + PREFIX + several
                                + " names several servers, of which this component asks only one.",
                        "Set pastecluster.discovery.redis.url to the URL of one.");
            }
        }
        String url = get("url", "");
        return url.isEmpty() ? composed() : url;
    }

    private String composed() {
        boolean tls = properties.getProperty(PREFIX + "ssl.enabled", Boolean.class, !bundle().isEmpty());
        String password = get("password", "");
        String login = password.isEmpty() ? "" : encoded(get("username", "")) + ":" + encoded(password) + "@";
        String host = get("host", "localhost");
        String database = get("database", "0");
        String place = host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]";
        return (tls ? "rediss://" : "redis://") + login + place + ":" + get("port", "6379")
                + (database.equals("0") ? "" : "/" + database);
    }

    /** The bundle of certificates that it is called with; empty for none. */
    String bundle() {
        return get("ssl.bundle", "");
    }

    /** Says in which property what is wrong is, without its value, which has a password. */
    ClusterSettingException unfit(ClusterConfigurationException failure) {
        String property = get("url", "").isEmpty() ? PREFIX + "*" : PREFIX + "url";
        return new ClusterSettingException(
                "pastecluster.discovery.redis.enabled is true, and the Redis of " + property
                        + " cannot be asked for nodes: " + failure.getMessage(),
                "Set pastecluster.discovery.redis.url to redis://[user:password@]host:port[/database], without ? and what follows it.");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String get(String word, String otherwise) {
        String value = properties.getProperty(PREFIX + word);
        return StringUtils.hasText(value) ? value : otherwise;
    }
}
