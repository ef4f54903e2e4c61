package org.pastecluster.server.tomcat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** A time as HTTP writes it, such as {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
final class HttpDate {

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private HttpDate() {}

    static String of(long epochMillis) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(epochMillis, 1000L), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(29);
        name(text, DAYS, time.getDayOfWeek().getValue());
        two(text.append(", "), time.getDayOfMonth());
        name(text.append(' '), MONTHS, time.getMonthValue());
        two(text.append(' ').append(time.getYear()).append(' '), time.getHour());
        two(text.append(':'), time.getMinute());
        two(text.append(':'), time.getSecond());
        return text.append(" GMT").toString();
    }

    private static void name(StringBuilder text, String names, int number) {
        text.append(names, 3 * (number - 1), 3 * number);
    }

    private static void two(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
