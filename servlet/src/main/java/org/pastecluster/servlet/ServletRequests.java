package org.pastecluster.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.handler.HttpRequestData;

/** Turns the container's requests into the handler's. */
final class ServletRequests {

    private ServletRequests() {}

    /** The body stays where it is until the handler has judged the headers. */
    static HttpRequestData data(HttpServletRequest request) {
        return new HttpRequestData(
                request.getMethod(),
                request.getRequestURI(),
                request.getQueryString(),
                request::getHeader,
                limit -> readUpTo(request, limit),
                request.getRemoteAddr());
    }

    private static byte @Nullable [] readUpTo(HttpServletRequest request, int limit) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(limit + 1);
        return bytes.length > limit ? null : bytes;
    }
}
