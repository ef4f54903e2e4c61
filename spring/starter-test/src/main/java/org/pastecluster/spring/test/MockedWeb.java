package org.pastecluster.spring.test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.GenericWebApplicationContext;

/** A web application without a web server, as {@code @SpringBootTest} makes one. Loaded only where spring-test is. */
final class MockedWeb {

    private MockedWeb() {}

    static ConfigurableApplicationContext context() {
        return new GenericWebApplicationContext(new MockServletContext());
    }
}
