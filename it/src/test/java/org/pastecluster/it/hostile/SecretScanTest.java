package org.pastecluster.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretScanTest {

    private static final String SECRET = "correct horse+battery/staple";
    private static final byte[] BYTES = SECRET.getBytes(StandardCharsets.UTF_8);

    private final SecretScan scan = new SecretScan(SECRET);

    @TempDir
    private Path directory;

    private void plant(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    }

    @Test
    void what_does_not_betray_it_is_not_found() throws IOException {
        plant("n1.1.log", "the secrets differ; correct horse battery staple\n");
        plant("n1.1.journal", HexFormat.of().formatHex("another secret of the same".getBytes(StandardCharsets.UTF_8)));
        plant("empty", "");

        assertThat(scan.scan(directory)).isEmpty();
    }

    @Test
    void it_is_found_in_every_form_and_in_every_file() throws IOException {
        plant("n1.1.log", "12 WARN secret=" + SECRET + ".");
        plant(
                "n2.1.log",
                "GET /joinin?token="
                        + URLEncoder.encode(SECRET, StandardCharsets.UTF_8).replace("%2B", "%2b"));
        plant("deep/down/n3.1.journal", "key " + HexFormat.of().withUpperCase().formatHex(BYTES));
        plant("n4.1.log", Arrays.toString(("x" + SECRET).getBytes(StandardCharsets.UTF_8)));

        assertThat(scan.scan(directory))
                .extracting(SecretScan.Finding::form)
                .containsExactly("hexadecimal", "plain text", "a URL's form", "decimal bytes");
        assertThat(scan.scan(directory).get(1))
                .hasToString(directory.resolve("n1.1.log") + " has the secret in plain text at byte 15");
    }

    @Test
    void files_of_others_can_be_left_out() throws IOException {
        plant("n6.1.wire", "slovetoken: " + SECRET);
        plant("n1.1.log", SECRET);

        assertThat(scan.scan(directory, file -> !file.toString().endsWith(".wire")))
                .extracting(SecretScan.Finding::file)
                .containsExactly(directory.resolve("n1.1.log"));
    }

    @Test
    void it_is_found_in_base_64_wherever_it_lies_in_it() throws IOException {
        for (String before : new String[] {"", "u:", "user:", "7 bytes"}) {
            plant(
                    "headers.log",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString((before + SECRET + "~").getBytes(StandardCharsets.UTF_8)));

            assertThat(scan.scan(directory))
                    .as(before)
                    .extracting(SecretScan.Finding::form)
                    .contains("base 64");
        }
    }

    @Test
    void it_is_found_across_the_pieces_in_which_a_long_file_is_read() throws IOException {
        for (int before = (1 << 20) - 40; before < (1 << 20) + 40; before += 8) {
            plant("long.log", "x".repeat(before) + SECRET + "y".repeat(1 << 20));

            assertThat(scan.scan(directory)).extracting(SecretScan.Finding::at).containsExactly((long) before);
        }
    }
}
