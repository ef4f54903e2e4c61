package org.pastecluster.http.json;

/**
 * A number that is no 64-bit integer. It stays text: nothing on this wire needs it, and computing with 1e999999999 costs.
 *
 * @param text as it stood
 */
public record JsonDecimal(String text) {}
