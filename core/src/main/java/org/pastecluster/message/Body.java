package org.pastecluster.message;

/** What a frame is about. */
public sealed interface Body permits Request, Reply {}
