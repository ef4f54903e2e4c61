package org.pastecluster.http.wire;

import java.util.HexFormat;
import org.pastecluster.http.json.JsonException;

/** How incarnations are spelled in JSON and in headers: sixteen lower-case hexadecimal digits. */
public final class Incarnations {

    private Incarnations() {}

    public static String text(long incarnation) {
        return HexFormat.of().toHexDigits(incarnation);
    }

    /**
     * Reads one.
     *
     * @param what the name of the field or header, for the error
     */
    public static long parse(String what, String text) throws JsonException {
        if (!text.matches("[0-9a-f]{1,16}")) {
            throw new JsonException("'" + what + "' must be up to sixteen lower-case hexadecimal digits");
        }
        return Long.parseUnsignedLong(text, 16);
    }
}
