package org.pastecluster.it.lab;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Starts all processes from one thread that lives as long as this JVM: the kernel kills a child that asked for it when the thread that made it ends,
 * so that a stopped node, too, goes with a bed that was killed.
 */
final class Spawner {

    private static final LinkedBlockingQueue<Runnable> WANTED = new LinkedBlockingQueue<>();

    static {
        Thread thread = new Thread(Spawner::run, "lab-spawner");
        thread.setDaemon(true);
        thread.start();
    }

    private Spawner() {}

    /** Starts it. */
    static Process start(ProcessBuilder wanted) {
        CompletableFuture<Process> started = new CompletableFuture<>();
        WANTED.add(() -> {
            try {
                started.complete(wanted.start());
            } catch (IOException cannotStart) {
                started.completeExceptionally(cannotStart);
            }
        });
        try {
            return started.join();
        } catch (CompletionException cannotStart) {
            throw new LabFailure(String.join(" ", wanted.command()) + " cannot be started: " + cannotStart.getCause());
        }
    }

    private static void run() {
        try {
            while (true) {
                WANTED.take().run();
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }
}
