package org.pastecluster.spring.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.Cluster;
import org.springframework.context.ConfigurableApplicationContext;

/** What the README shows of the actuator. */
class ActuatorTest {

    private static final String SHOWN = "http://127.0.0.1:8080";
    private static final String CURL = "$ curl ";

    @Test
    void the_actuator_answers_what_the_readme_shows() throws Exception {
        List<String> lines = lines();
        try (ConfigurableApplicationContext application = App.start(
                "POD_IP=127.0.0.1",
                "management.endpoints.web.exposure.include=health,metrics",
                "management.endpoint.health.show-details=always")) {
            Waiting.until(application.getBean(Cluster.class).awaitLeader());
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith(CURL)) {
                    String shown = lines.get(i).substring(CURL.length());
                    String answer = get(shown.replace(SHOWN, App.url(application)));
                    assertThat(general(answer.replace(App.url(application), SHOWN)))
                            .isEqualTo(general(lines.get(i + 1)));
                }
            }
        }
    }

    /** The number of the leadership is made of the time. */
    private static String general(String answer) {
        return answer.replaceAll("\\d{13}", "1795478210738");
    }

    private static String get(String url) throws IOException, InterruptedException {
        String user = Base64.getEncoder().encodeToString("user:of-the-suite".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Basic " + user)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static List<String> lines() throws IOException {
        try (InputStream file = ActuatorTest.class.getResourceAsStream("/actuator.console")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
