package org.pastecluster.it.lab.inside;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a proxy, or another web server, answers to whatever is asked. */
final class Page {

    private static final int LARGEST_HEAD = 1 << 16;
    private static final int PATIENCE_MILLIS = 10_000;

    private final byte[] answer;

    /** 302 leads elsewhere; 200 is a page of HTML, as all others are. */
    Page(int status) {
        String body = "<!DOCTYPE html><html><body><h1>" + status + "</h1><p>This is not the node.</p></body></html>";
        String location = status == 302 ? "Location: http://10.77.0.250/login\r\n" : "";
        String head = "HTTP/1.1 " + status + " " + reason(status) + "\r\n" + location
                + "Content-Type: text/html; charset=utf-8\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n";
        this.answer = (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 302 -> "Found";
            case 403 -> "Forbidden";
            case 502 -> "Bad Gateway";
            default -> "Something";
        };
    }

    /** Answers one request. */
    void serve(Socket connection) throws IOException {
        connection.setSoTimeout(PATIENCE_MILLIS);
        readHead(connection.getInputStream());
        connection.getOutputStream().write(answer);
        connection.shutdownOutput();
        // What else was asked is read, else the answer would be lost in a reset.
        var unused = connection.getInputStream().skip(Long.MAX_VALUE);
        connection.close();
    }

    private static void readHead(InputStream in) throws IOException {
        int ends = 0;
        for (int i = 0; i < LARGEST_HEAD && ends < 2; i++) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("It ended before its head did.");
            }
            ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
        }
    }
}
