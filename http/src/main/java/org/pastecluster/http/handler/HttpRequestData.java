package org.pastecluster.http.handler;

import org.jspecify.annotations.Nullable;
import org.pastecluster.http.HttpHeaders;

/**
 * One HTTP request, as an adapter hands it over.
 *
 * @param method such as {@code GET}
 * @param rawPath the path as it was sent, not decoded; what lies before the base path is ignored
 * @param rawQuery the query as it was sent, without the question mark; null for none
 * @param headers its headers
 * @param body asked for at most once, inside of {@link ClusterHttpHandler#handle}, when the headers may pass
 * @param remoteAddress the IP address that the request came from, without a port
 */
public record HttpRequestData(
        String method,
        String rawPath,
        @Nullable String rawQuery,
        HttpHeaders headers,
        BodySource body,
        String remoteAddress) {}
