package org.pastecluster.delivery;

import org.pastecluster.Verdict;

/** A message that a handler is done with, or that none will see. */
public record Handled(Arrival arrival, Verdict verdict, String reason) {}
