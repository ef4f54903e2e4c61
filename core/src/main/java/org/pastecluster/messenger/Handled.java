package org.pastecluster.messenger;

import org.pastecluster.Verdict;
import org.pastecluster.delivery.Arrival;

/** A message that a handler is done with, or that none will see. */
record Handled(Arrival arrival, Verdict verdict, String reason) {}
