package org.pastecluster.it.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pastecluster.it.lab.Burning;

/** Other programs want the cores. */
final class BusyCores implements Fault {

    private final int threads;
    private @Nullable Burning burning;

    BusyCores(int threads) {
        this.threads = threads;
    }

    /** One or two for each core: that many halves of a core's are drawn, whatever the machine. */
    static int threads(long halves, int processors) {
        return (int) ((halves * processors + 1) / 2);
    }

    @Override
    public List<Integer> nodes() {
        return List.of();
    }

    @Override
    public String detail() {
        return threads + " threads";
    }

    @Override
    public void begin() {
        burning = Burning.start(threads);
    }

    /** Whether the other program runs. */
    boolean isBurning() {
        return burning != null && burning.isAlive();
    }

    @Override
    public void end() {
        if (burning != null) {
            burning.close();
        }
    }
}
