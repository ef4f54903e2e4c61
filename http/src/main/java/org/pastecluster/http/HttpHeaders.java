package org.pastecluster.http;

import org.jspecify.annotations.Nullable;

/** The headers of a request or an answer. */
@FunctionalInterface
public interface HttpHeaders {
    /**
     * The first value of a header; null when it is absent.
     *
     * @param name in lower case; the header may be spelled in any case
     */
    @Nullable
    String first(String name);
}
