package org.pastecluster.discovery.redis;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.spi.Discovery;
import org.pastecluster.spi.NodeEntries;

/**
 * Nodes that make themselves known in a Redis: in one hash, each process a field with the time at which it expires, by the clock of the
 * Redis. It needs a Redis 2.6 or later and the commands TIME, HSET, HGETALL, HDEL and PEXPIRE. A connection is opened for each call and
 * closed after it. Thread-safe.
 *
 * <p>A field is {@code BASE-URL INCARNATION}, the second in hexadecimal digits, and its value milliseconds since 1970.
 */
public final class RedisDiscovery implements Discovery {

    private final RedisUrl url;
    private final String key;
    private final Duration expiry;
    private final Duration timeout;
    private final Supplier<SSLContext> ssl;
    private volatile @Nullable String complaint;

    private RedisDiscovery(Builder builder) {
        this.url = builder.url;
        this.key = builder.key;
        this.expiry = builder.expiry;
        this.timeout = builder.timeout;
        this.ssl = builder.ssl;
    }

    /**
     * With the defaults.
     *
     * @param url as for {@link #builder}
     */
    public static RedisDiscovery of(String url) {
        return builder(url).build();
    }

    /**
     * What may be set.
     *
     * @param url {@code redis://[user:password@]host[:port][/database]}, or {@code rediss://} for TLS
     * @throws ClusterConfigurationException when it is none
     */
    public static Builder builder(String url) {
        return new Builder(RedisUrl.parse(url));
    }

    @Override
    public List<NodeAddress> find() throws IOException {
        try (RedisConnection redis = connect()) {
            long now = time(redis);
            NodeEntries found = new NodeEntries();
            Set<String> hosts = new LinkedHashSet<>();
            for (Entry entry : entries(redis)) {
                if (entry.until == Entry.UNREADABLE) {
                    found.addBad(entry.field);
                } else if (!isExpired(entry, now) && hosts.add(entry.host())) {
                    found.add(entry.host());
                }
            }
            complaint = found.complaint("the hash " + key + " of the Redis at " + url.place());
            return found.nodes();
        }
    }

    /** Also where the clock of the Redis was set back: nobody writes an entry that is to last so long. */
    private boolean isExpired(Entry entry, long now) {
        return entry.until <= now || entry.until - now > 2 * expiry.toMillis();
    }

    @Override
    public @Nullable String complaint() {
        return complaint;
    }

    @Override
    public void register(Member self) throws IOException {
        try (RedisConnection redis = connect()) {
            long now = time(redis);
            String own = field(self);
            var unused = redis.command("HSET", key, own, String.valueOf(now + expiry.toMillis()));
            for (Entry entry : entries(redis)) {
                if (entry.until != Entry.UNREADABLE && isExpired(entry, now) && !entry.field.equals(own)) {
                    unused = redis.command("HDEL", key, entry.field);
                }
            }
            // When all nodes are gone, nobody is left to delete them.
            unused = redis.command("PEXPIRE", key, String.valueOf(expiry.toMillis()));
        }
    }

    @Override
    public void lost(Member member) throws IOException {
        try (RedisConnection redis = connect()) {
            var unused = redis.command("HDEL", key, field(member));
        }
    }

    private RedisConnection connect() throws IOException {
        return RedisConnection.open(url, timeout, ssl);
    }

    private static SSLContext usual() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException unfit) {
            throw new IllegalStateException(
                    "The certificates that this JVM trusts cannot be read; see its javax.net.ssl.* properties", unfit);
        }
    }

    private static String field(Member member) {
        return member.host() + " " + Long.toHexString(member.incarnation());
    }

    private static long time(RedisConnection redis) throws IOException {
        List<String> time = redis.command("TIME");
        try {
            return Math.multiplyExact(Long.parseLong(time.get(0)), 1_000L) + Long.parseLong(time.get(1)) / 1_000;
        } catch (ArithmeticException | IndexOutOfBoundsException | NumberFormatException strange) {
            throw new IOException("TIME brought no time from the Redis", strange);
        }
    }

    private List<Entry> entries(RedisConnection redis) throws IOException {
        List<String> all = redis.command("HGETALL", key);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i + 1 < all.size(); i += 2) {
            entries.add(Entry.read(all.get(i), all.get(i + 1)));
        }
        return entries;
    }

    /**
     * A process, as the hash has it.
     *
     * @param until when it expires
     */
    private record Entry(String field, long until) {

        static final long UNREADABLE = -1;

        static Entry read(String field, String value) {
            try {
                long until = Long.parseLong(value);
                return new Entry(field, field.indexOf(' ') < 0 || until < 0 ? UNREADABLE : until);
            } catch (NumberFormatException noTime) {
                return new Entry(field, UNREADABLE);
            }
        }

        String host() {
            return field.substring(0, field.indexOf(' '));
        }
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return "RedisDiscovery[" + url + ", " + key + "]";
    }

    /** Collects what may be set. Not thread-safe. */
    public static final class Builder {

        private final RedisUrl url;
        private String key = "pastecluster:nodes";
        private Duration expiry = Duration.ofMinutes(1);
        private Duration timeout = Duration.ofSeconds(2);
        private Supplier<SSLContext> ssl = RedisDiscovery::usual;

        private Builder(RedisUrl url) {
            this.url = url;
        }

        /** The key of the hash, {@code pastecluster:nodes}; one for each cluster. */
        public Builder key(String value) {
            key = value;
            return this;
        }

        /**
         * How long a node is named after it last made itself known, 1 minute; several times as long as the interval in which it does. On all
         * nodes the same: an entry that is to last more than twice as long is one of before the clock was set back.
         */
        public Builder expiry(Duration value) {
            expiry = value;
            return this;
        }

        /** The longest wait for the connection, and for each answer, 2 s. */
        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        /** What certificates of {@code rediss} are trusted, and what the client's is; by default what the JVM trusts. */
        public Builder sslContext(SSLContext value) {
            return sslContext(() -> value);
        }

        /** Likewise, asked for at each connection by {@code rediss}, so that certificates may change. */
        public Builder sslContext(Supplier<SSLContext> value) {
            ssl = value;
            return this;
        }

        /**
         * Makes it; nothing is asked yet.
         *
         * @throws ClusterConfigurationException when something cannot work
         */
        public RedisDiscovery build() {
            if (key.isBlank()) {
                throw new ClusterConfigurationException(
                        "The key of the nodes in Redis is empty; write for example pastecluster:nodes.");
            }
            if (expiry.toMillis() < 1_000) {
                throw new ClusterConfigurationException(
                        "The expiry of nodes in Redis is " + expiry.toMillis() + " ms; write at least 1000 ms.");
            }
            if (timeout.toMillis() < 1 || timeout.toMillis() > 60_000) {
                throw new ClusterConfigurationException(
                        "The time-out of Redis is " + timeout.toMillis() + " ms; write 1 ms to 60000 ms.");
            }
            return new RedisDiscovery(this);
        }
    }
}
