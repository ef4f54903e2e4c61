package org.pastecluster.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pastecluster.ClusterHealth;
import org.pastecluster.ClusterHealth.Finding;
import org.pastecluster.ClusterHealth.Kind;
import org.pastecluster.ClusterHealth.Status;
import org.pastecluster.ClusterView;
import org.pastecluster.Role;
import org.pastecluster.http.HttpSettings;

/** What load balancers ask, without a secret. */
class RolePathTest {

    private final HandlerBench bench = new HandlerBench(
            HttpSettings.builder().secret("correct-horse-battery-staple").build());

    @AfterEach
    void close() {
        bench.close();
    }

    private HttpAnswer ask(String method, String path) {
        return bench.ask(method, path, "", Map.of(), new byte[0]);
    }

    private int status(String word) {
        return ask("GET", "/api/cluster/" + word).status();
    }

    @Test
    void onlyTheLeaderIsTheLeader() {
        bench.started();
        assertThat(status("role/leader")).isEqualTo(503);

        bench.cluster.leads = true;

        assertThat(status("role/leader")).isEqualTo(200);
    }

    @Test
    void whoKnowsALeaderIsAMemberAndNamesIt() {
        bench.started();
        HttpAnswer member = ask("GET", "/app/api/cluster/role/member");
        assertThat(member.status()).isEqualTo(200);
        assertThat(member.headers())
                .containsEntry("pastecluster-leader", "http://10.0.0.2:8080")
                .containsEntry("cache-control", "no-store");
        assertThat(ask("GET", "/api/cluster/role/leader").headers()).containsKey("pastecluster-leader");

        ClusterView view = bench.cluster.view;
        bench.cluster.view = new ClusterView(view.self(), Role.ASKING, 7, 3, null, view.members());

        HttpAnswer leaderless = ask("GET", "/api/cluster/role/member");
        assertThat(leaderless.status()).isEqualTo(503);
        assertThat(leaderless.headers()).doesNotContainKey("pastecluster-leader");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"LOOP_LATE", "STOPPED", "FAILED"})
    void aLoopThatDoesNotRunIsNotLive(Kind kind) {
        bench.started();
        bench.cluster.health = new ClusterHealth(Status.DOWN, List.of(new Finding(kind, "It is so.")), Instant.EPOCH);

        assertThat(status("live")).isEqualTo(503);
    }

    @Test
    void aNodeWithoutALeaderIsLive() {
        bench.started();
        bench.cluster.health =
                new ClusterHealth(Status.DOWN, List.of(new Finding(Kind.NO_LEADER, "None.")), Instant.EPOCH);

        assertThat(status("live")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"role/leader", "role/member", "live"})
    void beforeTheStartAllSayNo(String word) {
        assertThat(status(word)).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"role/leader", "role/member", "live"})
    void headIsAnsweredLikeGetAndNothingElseIsTaken(String word) {
        bench.started();
        bench.cluster.leads = true;

        HttpAnswer head = ask("HEAD", "/api/cluster/" + word);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();

        HttpAnswer post = ask("POST", "/api/cluster/" + word);
        assertThat(post.status()).isEqualTo(405);
        assertThat(post.headers()).containsEntry("allow", "GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/role/leader", "/api/role/leader", "/api/cluster/role", "/api/cluster/role/leader/"})
    void otherPathsAreNoneOfThem(String path) {
        bench.started();

        assertThat(ask("GET", path).status()).isEqualTo(404);
    }
}
