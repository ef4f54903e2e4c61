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
