package org.pastecluster.it.node;

/** Threads that keep no process alive. */
final class Daemon {

    private Daemon() {}

    static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "chaos-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
