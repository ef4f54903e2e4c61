package org.pastecluster.server.tomcat;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Dates every answer before Tomcat does, which would load calendars and locales for the first one, while others wait for it. */
final class DatedServlet implements Servlet {

    private final Servlet servlet;

    DatedServlet(Servlet servlet) {
        this.servlet = servlet;
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        if (response instanceof HttpServletResponse http) {
            http.setHeader("Date", HttpDate.of(System.currentTimeMillis()));
        }
        servlet.service(request, response);
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        servlet.init(config);
    }

    @Override
    public @Nullable ServletConfig getServletConfig() {
        return servlet.getServletConfig();
    }

    @Override
    public String getServletInfo() {
        return servlet.getServletInfo();
    }

    @Override
    public void destroy() {
        servlet.destroy();
    }
}
