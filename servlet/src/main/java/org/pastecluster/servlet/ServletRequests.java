package org.pastecluster.servlet;

import jakarta.servlet.http.HttpServletRequest;
import org.pastecluster.http.handler.HttpRequestData;

/** Turns the container's requests into the handler's. */
final class ServletRequests {

    private ServletRequests() {}

    /** The body stays where it is until the handler has judged the headers. */
    static HttpRequestData data(HttpServletRequest request, ServletBody body) {
        return new HttpRequestData(
                request.getMethod(),
                request.getRequestURI(),
                request.getQueryString(),
                request::getHeader,
                body,
                request.getRemoteAddr());
    }
}
