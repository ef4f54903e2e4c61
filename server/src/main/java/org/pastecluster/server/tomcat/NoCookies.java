package org.pastecluster.server.tomcat;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.tomcat.util.http.CookieProcessor;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.http.ServerCookies;

/** Neither reads nor writes cookies. Tomcat's own processors begin by loading calendars to write dates with. */
final class NoCookies implements CookieProcessor {

    @Override
    public void parseCookieHeader(MimeHeaders headers, ServerCookies cookies) {}

    @Override
    public String generateHeader(Cookie cookie, HttpServletRequest request) {
        throw new IllegalStateException("This web server has no cookies.");
    }

    @Override
    public Charset getCharset() {
        return StandardCharsets.UTF_8;
    }
}
