package org.pastecluster.discovery.redis;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what a Redis answers, in its protocol's version 2. Of all answers together it takes a bounded number of bytes. */
final class Replies {

    private static final int LONGEST_LINE = 1024;

    private final InputStream in;
    private int left;

    /**
     * @param in buffered
     * @param most how many bytes are read in all
     */
    Replies(InputStream in, int most) {
        this.in = in;
        this.left = most;
    }

    /** An answer that says no, by the word that it begins with. */
    static final class Refusal extends IOException {

        private static final long serialVersionUID = 1L;

        Refusal(String line) {
            super(line);
        }

        String line() {
            return String.valueOf(getMessage());
        }

        /** Such as {@code WRONGPASS}. */
        String code() {
            String line = line();
            int space = line.indexOf(' ');
            return space < 0 ? line : line.substring(0, space);
        }
    }

    /**
     * The texts of the next answer: one, or as many as its list has. Where there is nothing, a text is empty.
     *
     * @throws Refusal when the answer is an error
     * @throws IOException when it is no answer, too long, or does not come
     */
    List<String> next() throws IOException {
        String line = line();
        if (line.charAt(0) != '*') {
            return List.of(single(line));
        }
        List<String> texts = new ArrayList<>();
        for (int count = length(line.substring(1)); count > 0; count--) {
            texts.add(single(line()));
        }
        return texts;
    }

    private String single(String line) throws IOException {
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', ':' -> rest;
            case '$' -> text(length(rest));
            case '-' -> throw new Refusal(rest);
            default -> throw strange();
        };
    }

    private int length(String digits) throws IOException {
        try {
            int length = Integer.parseInt(digits);
            if (length > left) {
                throw tooLong();
            }
            return length;
        } catch (NumberFormatException noNumber) {
            throw strange();
        }
    }

    private String text(int length) throws IOException {
        if (length < 0) {
            return "";
        }
        left -= length;
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw ended();
        }
        if (!line(0).isEmpty()) {
            throw strange();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        String line = line(LONGEST_LINE);
        if (line.isEmpty()) {
            throw strange();
        }
        return line;
    }

    private String line(int longest) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = read();
            if (next == '\r') {
                if (read() != '\n') {
                    throw strange();
                }
                return line.toString();
            }
            if (line.length() >= longest) {
                throw strange();
            }
            line.append((char) next);
        }
    }

    private int read() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw ended();
        }
        if (--left < 0) {
            throw tooLong();
        }
        return next;
    }

    private static IOException ended() {
        return new EOFException("it closed the connection before it had answered");
    }

    private static IOException tooLong() {
        return new IOException("it answers with more than belongs to a cluster; see what else is under the key");
    }

    private static IOException strange() {
        return new IOException(
                "what answers there is no Redis, or speaks TLS where the URL has redis:// or the other way round");
    }
}
