package org.pastecluster.simulation.cluster;

import org.pastecluster.protocol.Input;

/** The protocol threw. */
public final class StepFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepFailure(SimulatedProcess process, Input input, RuntimeException cause) {
        super(process + " threw at " + input + ": " + cause, cause);
    }
}
