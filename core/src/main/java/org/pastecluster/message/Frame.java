package org.pastecluster.message;

/**
 * One message on its way: what it says of its sender, and what it is about.
 *
 * @param envelope what every frame says
 * @param body a request or a reply
 */
public record Frame(Envelope envelope, Body body) {}
