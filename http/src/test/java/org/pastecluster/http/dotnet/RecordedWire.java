package org.pastecluster.http.dotnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pastecluster.http.json.JsonException;
import org.pastecluster.http.json.JsonObject;
import org.pastecluster.http.json.JsonParser;

/** What real .NET nodes said to each other, thousands of exchanges: named by PASTECLUSTER_WIRE, or at ../shared/wire. */
final class RecordedWire {

    static final String SECRET = "interop-secret";

    private static final String[] HEADERS = {
        "slovetoken", "fromnode", "masternode", "Content-Type", "ContentType", "Referer"
    };

    /** One of them. {@code where} is file and line. */
    record Exchange(
            String where,
            String to,
            String method,
            String path,
            String query,
            Map<String, String> headers,
            String body,
            int status,
            String answer) {

        String operation() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private RecordedWire() {}

    static Optional<Path> folder() {
        String named = System.getenv("PASTECLUSTER_WIRE");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isDirectory);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve("../shared/wire").normalize();
            if (Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** All files, each with what it holds in order of arrival. */
    static List<List<Exchange>> read(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .map(RecordedWire::readFile)
                    .toList();
        }
    }

    private static List<Exchange> readFile(Path file) {
        try {
            List<Exchange> exchanges = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                exchanges.add(exchange(file.getFileName() + ":" + (exchanges.size() + 1), parse(line)));
            }
            return exchanges;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (JsonException malformed) {
            throw new IllegalArgumentException(file + " holds a line that is no exchange.", malformed);
        }
    }

    private static Exchange exchange(String where, JsonObject recorded) throws JsonException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        JsonObject given = recorded.requiredObject("headers");
        for (String name : HEADERS) {
            String value = given.text(name);
            if (value != null) {
                headers.put(name, longEnough(value));
            }
        }
        String[] path = longEnough(recorded.text("path", "")).split("\\?", 2);
        return new Exchange(
                where,
                recorded.text("to", ""),
                recorded.text("method", ""),
                path[0],
                path.length > 1 ? path[1] : "",
                headers,
                recorded.text("body", ""),
                recorded.integer("status"),
                recorded.text("answer", ""));
    }

    /** A secret of three letters, as that of one recording, is none here. */
    private static String longEnough(String text) {
        return text.equals("tok") ? SECRET : text.replaceAll("token=tok$", "token=" + SECRET);
    }

    static JsonObject parse(String json) throws JsonException {
        return JsonParser.object(json.getBytes(StandardCharsets.UTF_8), 32);
    }
}
