package org.pastecluster.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.HttpSettings;
import org.pastecluster.http.HttpSettingsBuilder;
import org.pastecluster.http.Secret;
import org.pastecluster.http.TestTime;
import org.pastecluster.http.wire.Operation;

/** Both ends of a link derive the same key, and nobody else, nor they again. */
class LinkKeyTest {

    private static final String OLD = "the-secret-of-last-year";
    private static final String NEW = "the-secret-of-this-year";
    private static final String PATH = "/api/cluster/link";
    private static final long DIALLER = 0x1111;
    private static final long ACCEPTOR = 0x2222;
    private static final String SALT = "00112233445566778899aabbccddeeff";
    private static final String OTHER_SALT = "ffeeddccbbaa99887766554433221100";

    private static SignedRequest request(String secret, String query, long nonce) {
        return new SignedRequest(new Secret(secret), "GET", PATH, query, new byte[0], DIALLER, ACCEPTOR, 1_000, nonce);
    }

    private static String key(SignedRequest request, String salt, String otherSalt, long acceptor) {
        return HexFormat.of().formatHex(request.linkKey("hmac-sha-256-128", salt, otherSalt, acceptor));
    }

    /** What who takes the request makes of it. */
    private static Proof proof(SignedRequest request, String... secrets) {
        HttpSettingsBuilder settings = HttpSettings.builder();
        for (String secret : secrets) {
            settings.secret(secret);
        }
        TestTime time = new TestTime(1_000);
        RequestGate gate = new RequestGate(settings.auth(AuthMode.SIGNED).build(), ACCEPTOR, time);
        Verdict verdict = gate.decide(
                new RequestGate.Presented(Operation.LINK, "GET", PATH, "dial=1", request.headers()::get), new byte[0]);
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted) verdict).proof();
    }

    @Test
    void both_ends_have_the_same_key_by_whichever_secret_the_request_was_signed() {
        for (String secret : List.of(OLD, NEW)) {
            SignedRequest request = request(secret, "dial=1", 1);

            assertThat(HexFormat.of()
                            .formatHex(
                                    proof(request, NEW, OLD).linkKey("hmac-sha-256-128", SALT, OTHER_SALT, ACCEPTOR)))
                    .isEqualTo(key(request, SALT, OTHER_SALT, ACCEPTOR));
        }
    }

    @Test
    void another_secret_salt_process_direction_or_handshake_is_another_key() {
        SignedRequest request = request(NEW, "dial=1", 1);

        assertThat(List.of(
                        key(request, SALT, OTHER_SALT, ACCEPTOR),
                        key(request, OTHER_SALT, SALT, ACCEPTOR),
                        key(request, SALT, SALT, ACCEPTOR),
                        key(request, SALT, OTHER_SALT, ACCEPTOR + 1),
                        key(request(OLD, "dial=1", 1), SALT, OTHER_SALT, ACCEPTOR),
                        key(request(NEW, "dial=2", 1), SALT, OTHER_SALT, ACCEPTOR),
                        key(request(NEW, "dial=1", 2), SALT, OTHER_SALT, ACCEPTOR),
                        HexFormat.of().formatHex(request.linkKey("another", SALT, OTHER_SALT, ACCEPTOR))))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_salt_is_new_each_time_and_known_by_its_form() {
        String salt = Salt.fresh();

        assertThat(Salt.isOne(salt)).isTrue();
        assertThat(Salt.fresh()).isNotEqualTo(salt);
        assertThat(Salt.isOne(null)).isFalse();
        assertThat(Salt.isOne(salt.toUpperCase(java.util.Locale.ROOT) + "A")).isFalse();
        assertThat(Salt.isOne(salt + "0")).isFalse();
        assertThat(Salt.isOne("")).isFalse();
    }
}
