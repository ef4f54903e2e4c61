package org.pastecluster.server;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Notes what requests that have come through want to upgrade to. */
final class SeenUpgrades implements Servlet {

    private final Servlet servlet;
    final Queue<String> seen = new ConcurrentLinkedQueue<>();

    SeenUpgrades(Servlet servlet) {
        this.servlet = servlet;
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        String upgrade = ((HttpServletRequest) request).getHeader("upgrade");
        if (upgrade != null) {
            seen.add(upgrade);
        }
        servlet.service(request, response);
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        servlet.init(config);
    }

    @Override
    public ServletConfig getServletConfig() {
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
