package org.pastecluster.spring.boot;

import jakarta.servlet.ServletContext;
import org.springframework.web.context.WebApplicationContext;

/** The servlet web server of this application, or what stands in its place. */
final class ServletDoor implements WebDoor {

    /** Tests may have it, applications have not, so it is known by its name. */
    private static final String MOCKS = "org.springframework.mock.web.";

    private final WebApplicationContext application;

    ServletDoor(WebApplicationContext application) {
        this.application = application;
    }

    @Override
    public String contextPath() {
        ServletContext context = application.getServletContext();
        return context == null ? "" : context.getContextPath();
    }

    @Override
    public boolean isMocked() {
        ServletContext context = application.getServletContext();
        return context == null || context.getClass().getName().startsWith(MOCKS);
    }
}
