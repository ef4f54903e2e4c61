package org.pastecluster.it.fault;

import java.time.Duration;
import java.util.List;

/** A fault that is under way. What it does, it does to the bed; what others do there at the same time it leaves alone. */
interface Fault {

    /** Something that happens while it lasts. */
    record Moment(Duration afterBegin, Runnable act) {}

    /** Whom it concerns. */
    List<Integer> nodes();

    /** What it does to them, for people. */
    String detail();

    void begin();

    /** Undoes what it did. */
    void end();

    /** What happens in between. */
    default List<Moment> moments() {
        return List.of();
    }
}
