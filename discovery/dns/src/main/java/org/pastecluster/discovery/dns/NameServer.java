package org.pastecluster.discovery.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;

/** Asks name servers anew each time, by the JDK's own client, which has nothing to do with the cache of {@code InetAddress}. */
final class NameServer {

    /** The second wait of that client is twice as long as the first one. */
    private static final int WAITS = 3;

    private static final List<String> KINDS = List.of("A", "AAAA");

    @SuppressWarnings("JdkObsolete") // what JNDI takes
    private final Hashtable<String, String> environment = new Hashtable<>();

    /**
     * @param server {@code HOST:PORT}; empty for those of the machine
     * @param timeout longest wait for an answer to one question
     */
    NameServer(String server, Duration timeout) {
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, server.isEmpty() ? "dns:" : "dns://" + server);
        environment.put("com.sun.jndi.dns.timeout.initial", String.valueOf(Math.max(1, timeout.toMillis() / WAITS)));
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
    }

    /**
     * What a name has.
     *
     * @param complaint of one kind of addresses that nobody can tell, a sentence; null when both were told
     */
    record Addresses(List<String> all, @Nullable String complaint) {}

    /**
     * All IPv4 and IPv6 addresses of a name, none where there is no such name; those of one kind if the other one cannot be told.
     *
     * @throws IOException when nobody can tell either
     */
    Addresses addresses(String name) throws IOException {
        try {
            DirContext servers = new InitialDirContext(environment);
            try {
                return addresses(servers, name);
            } finally {
                servers.close();
            }
        } catch (NoInitialContextException noModule) {
            throw new IOException(
                    "This JVM has no client for DNS; add the module jdk.naming.dns to its image", noModule);
        } catch (NamingException failed) {
            throw new IOException("The name " + name + " cannot be looked up: " + failed.toString(true), failed);
        }
    }

    private static Addresses addresses(DirContext servers, String name) throws NamingException {
        List<String> all = new ArrayList<>();
        NamingException untold = null;
        String complaint = null;
        for (String kind : KINDS) {
            try {
                all.addAll(records(servers, name, kind));
            } catch (NamingException failed) {
                if (untold != null) {
                    failed.addSuppressed(untold);
                    throw failed;
                }
                untold = failed;
                complaint = "The " + kind + " records of the name " + name + " cannot be looked up: "
                        + failed.toString(true) + "; see to the name server, only the other addresses are used";
            }
        }
        return new Addresses(all, complaint);
    }

    /** One kind at a time: for several the client would ask for records of any kind, which servers refuse. */
    @SuppressWarnings(
            "BanJNDI") // the provider is fixed to that of DNS, which makes texts of A and AAAA records and nothing else
    private static List<String> records(DirContext servers, String name, String kind) throws NamingException {
        List<String> values = new ArrayList<>();
        try {
            Attribute records = servers.getAttributes(name, new String[] {kind}).get(kind);
            if (records != null) {
                NamingEnumeration<?> each = records.getAll();
                while (each.hasMore()) {
                    values.add(String.valueOf(each.next()));
                }
            }
        } catch (NameNotFoundException nobody) {
            return values;
        }
        return values;
    }
}
