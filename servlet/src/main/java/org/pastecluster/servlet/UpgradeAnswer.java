package org.pastecluster.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.handler.HttpAnswer;
import org.pastecluster.http.handler.Responder;
import org.pastecluster.http.link.LinkDoor;
import org.pastecluster.http.link.LinkWay;
import org.pastecluster.http.wire.Operation;
import org.pastecluster.http.wire.WireHeaders;

/**
 * Answers a request that wants to upgrade its connection. It has no body and is judged at once, so that the answer comes on the
 * request's thread: a container upgrades nothing that waits.
 */
final class UpgradeAnswer implements Responder {

    private static final String PATH = "/" + Operation.LINK.word();

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final @Nullable Upgrader upgrader;

    UpgradeAnswer(HttpServletRequest request, HttpServletResponse response, @Nullable Upgrader upgrader) {
        this.request = request;
        this.response = response;
        this.upgrader = upgrader;
    }

    static boolean isMeantBy(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && LinkWay.of(request.getHeader(WireHeaders.UPGRADE)) != null
                && request.getRequestURI().endsWith(PATH);
    }

    @Override
    public boolean canUpgrade() {
        return upgrader != null;
    }

    @Override
    public void respond(HttpAnswer answer) {
        LinkDoor door = answer.link();
        Upgrader way = upgrader;
        try {
            new SenderNews(request, response).tell(answer.shown());
            if (door == null || way == null) {
                response.setStatus(answer.status());
                answer.headers().forEach(response::setHeader);
                response.setContentLength(answer.body().length);
                response.getOutputStream().write(answer.body());
            } else {
                way.upgrade(request, response, answer.headers(), door);
            }
        } catch (IOException callerIsGone) {
            // Nobody is there to be told.
        } catch (ServletException | RuntimeException cannotUpgrade) {
            response.reset();
            ServletAnswer.refuse(response, 501, "this web server upgrades no connections; send everything as requests");
        }
    }
}
