package org.pastecluster.http.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Looks names up, and loads the JVM's certificates, on threads of its own, because both may take seconds. */
final class Resolver implements AutoCloseable {

    /** How the sentence about a name ends that leads nowhere. */
    static final String HAS_NO_ADDRESS = " has no address";

    private static final int THREADS = 16;
    private static final int WAITING = 1024;

    private final @Nullable Supplier<? extends @Nullable SSLContext> given;
    private final ThreadPoolExecutor threads;

    Resolver(@Nullable Supplier<? extends @Nullable SSLContext> given) {
        this.given = given;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "pastecluster-resolver");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** The address when the name is one already; null when it must be looked up. */
    static @Nullable List<InetAddress> literal(Target target) {
        if (!target.name().matches("[0-9.]+|.*:.*")) {
            return null;
        }
        try {
            return List.of(InetAddress.getByName(target.name()));
        } catch (UnknownHostException malformed) {
            return null;
        }
    }

    void resolve(Target target, HttpLoop.Resolved then) {
        try {
            threads.execute(() -> {
                try {
                    SSLContext context = target.secure() ? context() : null;
                    then.resolved(List.of(InetAddress.getAllByName(target.name())), context, "");
                } catch (UnknownHostException unknown) {
                    then.resolved(List.of(), null, "the name " + target.name() + HAS_NO_ADDRESS);
                } catch (NoSuchAlgorithmException noTls) {
                    then.resolved(List.of(), null, "this JVM has no TLS: " + noTls.getMessage());
                } catch (RuntimeException notGiven) {
                    then.resolved(
                            List.of(), null, "the certificates for TLS could not be had: " + notGiven.getMessage());
                }
            });
        } catch (RejectedExecutionException tooMany) {
            then.resolved(List.of(), null, "too many names are being looked up");
        }
    }

    private SSLContext context() throws NoSuchAlgorithmException {
        SSLContext own = given == null ? null : given.get();
        return own == null ? SSLContext.getDefault() : own;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
