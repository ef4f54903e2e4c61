package org.pastecluster.it.lab;

/** What {@code from} sends to {@code to} is treated that way. */
public record Obstacle(int from, int to, Way way) {}
