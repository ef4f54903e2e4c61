package org.pastecluster.it.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Looks through all files of a directory, whatever they are, for a secret: as it is, and as it looks in a URL, in hexadecimal, in base 64 (anywhere in a
 * longer text too), and where an array of bytes was printed.
 */
public final class SecretScan {

    private static final int CHUNK = 1 << 20;

    /** Where it is. {@code form} is how it is written there, {@code at} the first byte of it in the file. */
    public record Finding(Path file, String form, long at) {
        @Override
        public String toString() {
            return file + " has the secret in " + form + " at byte " + at;
        }
    }

    private record Trace(String form, String text, boolean anyCase) {}

    private final List<Trace> traces;
    private final int longest;

    /** @param secret of 6 characters or more */
    public SecretScan(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 6) {
            throw new IllegalArgumentException("A secret so short would be found by chance.");
        }
        List<Trace> all = new ArrayList<>();
        all.add(new Trace("plain text", new String(bytes, StandardCharsets.ISO_8859_1), false));
        all.add(new Trace("a URL's form", lower(URLEncoder.encode(secret, StandardCharsets.UTF_8)), true));
        all.add(new Trace("a URL's form", lower(HexFormat.of().withPrefix("%").formatHex(bytes)), true));
        all.add(new Trace("hexadecimal", HexFormat.of().formatHex(bytes), true));
        all.add(new Trace("decimal bytes", decimals(bytes), false));
        for (int before = 0; before < 3; before++) {
            all.add(new Trace("base 64", base64(Base64.getEncoder(), bytes, before), false));
            all.add(new Trace("base 64 for URLs", base64(Base64.getUrlEncoder(), bytes, before), false));
        }
        traces = List.copyOf(all);
        longest = all.stream().mapToInt(trace -> trace.text().length()).max().orElseThrow();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String decimals(byte[] bytes) {
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> String.valueOf(bytes[i]))
                .collect(Collectors.joining(", "));
    }

    /** What base 64 makes of it behind so many other bytes, without the letters that its neighbours have a part in. */
    private static String base64(Base64.Encoder encoder, byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String text = encoder.withoutPadding().encodeToString(shifted);
        int shared = before == 0 ? 0 : before + 1;
        int end = shifted.length % 3 == 0 ? text.length() : text.length() - 1;
        return text.substring(shared, end);
    }

    /** All files below a directory, one finding at most for each file and form. */
    public List<Finding> scan(Path directory) {
        return scan(directory, file -> true);
    }

    /** As {@link #scan(Path)}, of the files that are ours: .NET nodes write down the token that others send them. */
    public List<Finding> scan(Path directory, Predicate<Path> ours) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(ours)
                    .sorted()
                    .flatMap(file -> scanFile(file).stream())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("The directory " + directory + " cannot be searched.", failure);
        }
    }

    private List<Finding> scanFile(Path file) {
        List<Finding> found = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[CHUNK + longest];
            int kept = 0;
            long start = 0;
            for (int read = in.readNBytes(buffer, 0, CHUNK); read > 0; read = in.readNBytes(buffer, kept, CHUNK)) {
                int length = kept + read;
                look(file, new String(buffer, 0, length, StandardCharsets.ISO_8859_1), start, found);
                kept = Math.min(length, longest - 1);
                System.arraycopy(Arrays.copyOfRange(buffer, length - kept, length), 0, buffer, 0, kept);
                start += length - kept;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The file " + file + " cannot be searched.", failure);
        }
        return found;
    }

    private void look(Path file, String text, long start, List<Finding> found) {
        String lower = lower(text);
        for (Trace trace : traces) {
            int at = (trace.anyCase() ? lower : text).indexOf(trace.text());
            if (at >= 0 && found.stream().noneMatch(other -> other.form().equals(trace.form()))) {
                found.add(new Finding(file, trace.form(), start + at));
            }
        }
    }
}
