package org.pastecluster.http.client;

import org.pastecluster.http.json.JsonObject;

/**
 * What a node answered.
 *
 * @param body the JSON
 * @param incarnation who answered; 0 when it did not say
 */
public record NodeAnswer(JsonObject body, long incarnation) {}
