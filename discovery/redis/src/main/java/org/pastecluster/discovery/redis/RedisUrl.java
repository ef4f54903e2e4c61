package org.pastecluster.discovery.redis;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pastecluster.ClusterConfigurationException;

/**
 * Where a Redis is, and as whom.
 *
 * @param tls whether TLS is spoken
 * @param host a name or an address, IPv6 without brackets
 * @param user null for the default user
 * @param password null where none is wanted
 * @param database its number; 0 is the first
 */
record RedisUrl(
        boolean tls,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        int database) {

    private static final Pattern FORM = Pattern.compile(
            "(?<scheme>rediss?)://(?:(?<login>.*)@)?(?<host>[^\\s@/?#:\\[\\]]+|\\[[0-9a-fA-F:.]+])(?::(?<port>\\d{1,5}))?"
                    + "(?:/(?<database>\\d{0,5}))?");
    private static final int USUAL_PORT = 6379;
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads {@code redis://[user:password@]host[:port][/database]}; {@code rediss} for TLS. In user and password {@code %xx} stands for a
     * byte.
     *
     * @throws ClusterConfigurationException when it is none, without telling the text, which has a password
     */
    static RedisUrl parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw unfit("is not of the form");
        }
        String host = form.group("host");
        int port = number(form.group("port"), USUAL_PORT);
        if (port < 1 || port > HIGHEST_PORT) {
            throw unfit("has a port that is none");
        }
        String login = form.group("login");
        int colon = login == null ? -1 : login.indexOf(':');
        return new RedisUrl(
                form.group("scheme").equals("rediss"),
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port,
                login == null || colon < 0 ? null : part(login.substring(0, colon)),
                login == null ? null : part(login.substring(colon + 1)),
                number(form.group("database"), 0));
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null || digits.isEmpty() ? otherwise : Integer.parseInt(digits);
    }

    private static @Nullable String part(String encoded) {
        try {
            String decoded = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            return decoded.isEmpty() ? null : decoded;
        } catch (IllegalArgumentException badEscape) {
            throw unfit("has a % in its user or password that no two hexadecimal digits follow, in a URL");
        }
    }

    private static ClusterConfigurationException unfit(String what) {
        return new ClusterConfigurationException(
                "The URL of the Redis " + what
                        + " redis://[user:password@]host:port[/database]; write it so, rediss:// for TLS, and %25 for a % in a password.");
    }

    /** Where it is, without the password. */
    String place() {
        String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return shown + ":" + port + (database == 0 ? "" : "/" + database);
    }

    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + place();
    }
}
