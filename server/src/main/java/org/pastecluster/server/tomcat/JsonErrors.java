package org.pastecluster.server.tomcat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/** Answers what never reaches the servlet in the words of the servlet, instead of by a page that shows the server's inside. */
final class JsonErrors extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
        boolean isAnswered = response.getStatus() < 400 || response.getContentWritten() > 0;
        if (isAnswered || !response.setErrorReported() || !isOpen(response)) {
            return;
        }
        byte[] body = ("{\"success\":false,\"state\":\"refused\",\"reason\":\"" + reason(response.getStatus()) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json; charset=utf-8");
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException callerIsGone) {
            // Nobody is there to be told.
        }
    }

    private static boolean isOpen(Response response) {
        AtomicBoolean open = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
        return open.get();
    }

    private static String reason(int status) {
        return switch (status) {
            case 400 -> "the request is no HTTP, or its head is longer than 8 KiB or has more than 100 headers";
            case 405 -> "the method is not allowed";
            case 408 -> "the request did not arrive in time";
            case 413 -> "the body is too long";
            case 417 -> "the expectation is not known";
            case 501 -> "the transfer encoding or the method is not known";
            case 505 -> "the version of HTTP is not known";
            default -> status < 500 ? "the request cannot be served" : "this node failed to answer";
        };
    }
}
