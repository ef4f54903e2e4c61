package org.pastecluster.runtime;

import java.time.Duration;
import org.pastecluster.spi.Discovery;

/**
 * Something that names nodes.
 *
 * @param name what log lines call it
 * @param interval how long after an answer it is asked again
 */
public record DiscoverySource(String name, Discovery discovery, Duration interval) {}
