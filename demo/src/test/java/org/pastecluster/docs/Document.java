package org.pastecluster.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document of this project: Markdown whose snippets say, in a comment above each, which file they are taken from. */
final class Document {

    private static final Path ROOT = Path.of("..");
    private static final Pattern SOURCE = Pattern.compile("<!-- (\\S+)#(\\S+) -->");

    private final Path path;
    private final List<String> lines;

    Document(String name) throws IOException {
        path = ROOT.resolve(name);
        lines = Files.readAllLines(path);
    }

    /**
     * One block of code.
     *
     * @param source where it is taken from, {@code FILE#TAG}; empty when no comment says so
     * @param language such as {@code java}
     * @param line number of its first line, counted from 0
     */
    record Snippet(String source, String language, int line, List<String> lines) {

        String file() {
            return source.substring(0, source.indexOf('#'));
        }

        String tag() {
            return source.substring(source.indexOf('#') + 1);
        }
    }

    List<Snippet> snippets() {
        List<Snippet> snippets = new ArrayList<>();
        int index = 0;
        while (index < lines.size()) {
            if (lines.get(index).startsWith("```")) {
                int end = index + 1;
                while (!lines.get(end).equals("```")) {
                    end++;
                }
                Matcher source = SOURCE.matcher(index == 0 ? "" : lines.get(index - 1));
                snippets.add(new Snippet(
                        source.matches() ? source.group(1) + "#" + source.group(2) : "",
                        lines.get(index).substring(3),
                        index + 1,
                        List.copyOf(lines.subList(index + 1, end))));
                index = end;
            }
            index++;
        }
        return snippets;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Puts what the files say into every snippet that names its file. */
    void renew() throws IOException {
        List<Snippet> snippets = new ArrayList<>(snippets());
        for (int i = snippets.size() - 1; i >= 0; i--) {
            Snippet snippet = snippets.get(i);
            if (!snippet.source().isEmpty()) {
                List<String> place = lines.subList(
                        snippet.line(), snippet.line() + snippet.lines().size());
                place.clear();
                place.addAll(new TaggedFile(snippet.file()).region(snippet.tag()));
            }
        }
        Files.write(path, lines);
    }
}
