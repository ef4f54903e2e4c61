package org.pastecluster.http.auth;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Random bits that each end adds to the key of a link: 32 lower-case hexadecimal digits. Who reads has chosen some, so nothing that was
 * recorded opens; who writes has chosen some, so no key comes a second time.
 */
public final class Salt {

    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Salt() {}

    public static String fresh() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    /** Whether a text is one. */
    public static boolean isOne(@Nullable String text) {
        return text != null && text.matches("[0-9a-f]{32}");
    }
}
