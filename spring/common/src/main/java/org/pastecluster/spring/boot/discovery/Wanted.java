package org.pastecluster.spring.boot.discovery;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** What can name nodes, each with the module that it needs, and whether the properties want it. */
enum Wanted {
    REDIS("redis", "pastecluster.discovery.redis", "org.pastecluster.discovery.redis.RedisDiscovery") {
        @Override
        boolean in(Environment properties) {
            Boolean enabled = properties.getProperty("pastecluster.discovery.redis.enabled", Boolean.class);
            return enabled == null ? isSet(properties, "pastecluster.discovery.redis.url") : enabled;
        }
    },
    JDBC("jdbc", "pastecluster.discovery.jdbc.enabled", "org.pastecluster.discovery.jdbc.JdbcDiscovery") {
        @Override
        boolean in(Environment properties) {
            return properties.getProperty("pastecluster.discovery.jdbc.enabled", Boolean.class, false);
        }
    },
    DNS("dns", "pastecluster.discovery.dns.name", "org.pastecluster.discovery.dns.DnsDiscovery") {
        @Override
        boolean in(Environment properties) {
            return isSet(properties, property());
        }
    },
    FILE("file", "pastecluster.discovery.file.path", "org.pastecluster.discovery.file.FileDiscovery") {
        @Override
        boolean in(Environment properties) {
            return isSet(properties, property());
        }
    };

    private final String word;
    private final String property;
    private final String type;

    Wanted(String word, String property, String type) {
        this.word = word;
        this.property = property;
        this.type = type;
    }

    /** Whether the properties want it. */
    abstract boolean in(Environment properties);

    /** Ends the name of its module. */
    String word() {
        return word;
    }

    /** The property that wants it, or their common beginning. */
    String property() {
        return property;
    }

    /** A class of its module. */
    String type() {
        return type;
    }

    private static boolean isSet(Environment properties, String name) {
        return StringUtils.hasText(properties.getProperty(name));
    }

    /** As a condition. */
    abstract static class OnProperties implements Condition {

        private final Wanted wanted;

        OnProperties(Wanted wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return wanted.in(context.getEnvironment());
        }
    }

    /** Whether Redis is wanted. */
    static final class Redis extends OnProperties {
        Redis() {
            super(REDIS);
        }
    }

    /** Whether a table is wanted. */
    static final class Jdbc extends OnProperties {
        Jdbc() {
            super(JDBC);
        }
    }

    /** Whether DNS is wanted. */
    static final class Dns extends OnProperties {
        Dns() {
            super(DNS);
        }
    }

    /** Whether a file is wanted. */
    static final class File extends OnProperties {
        File() {
            super(FILE);
        }
    }
}
