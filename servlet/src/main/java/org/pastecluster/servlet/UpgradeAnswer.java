package org.pastecluster.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.pastecluster.http.handler.HttpAnswer;
import org.pastecluster.http.handler.Responder;
import org.pastecluster.http.link.LinkDoor;
import org.pastecluster.http.link.LinkFrames;
import org.pastecluster.http.wire.WireHeaders;

/**
 * Answers a request that wants to upgrade its connection. It has no body and is judged at once, so that the answer comes on the
 * request's thread: a container upgrades nothing that waits.
 */
final class UpgradeAnswer implements Responder {

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    UpgradeAnswer(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    static boolean isMeantBy(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && LinkFrames.PROTOCOL.equalsIgnoreCase(request.getHeader(WireHeaders.UPGRADE));
    }

    @Override
    public boolean canUpgrade() {
        return true;
    }

    @Override
    public void respond(HttpAnswer answer) {
        LinkDoor door = answer.link();
        try {
            response.setStatus(answer.status());
            answer.headers().forEach(response::setHeader);
            if (door == null) {
                response.setContentLength(answer.body().length);
                response.getOutputStream().write(answer.body());
            } else {
                request.upgrade(LinkUpgrade.class).leadsTo(door);
            }
        } catch (IOException callerIsGone) {
            // Nobody is there to be told.
        } catch (ServletException | RuntimeException cannotUpgrade) {
            response.reset();
            ServletAnswer.refuse(response, 501, "this web server upgrades no connections; send everything as requests");
        }
    }
}
