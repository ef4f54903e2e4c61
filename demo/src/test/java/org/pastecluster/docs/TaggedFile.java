package org.pastecluster.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of which the lines between {@code tag::NAME} and {@code end::NAME} stand in a document. */
final class TaggedFile {

    private static final Path ROOT = Path.of("..");

    private final String path;
    private final List<String> lines;

    /**
     * @param path from the root of the repository
     */
    TaggedFile(String path) throws IOException {
        this.path = path;
        this.lines = Files.readAllLines(ROOT.resolve(path));
    }

    /** The lines of a tag, without those that begin with {@code #!}, moved to the left margin. */
    List<String> region(String tag) {
        List<String> region = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            if (isMark(line, "end::" + tag)) {
                return unindented(region);
            } else if (isMark(line, "tag::" + tag)) {
                inside = true;
            } else if (inside && !line.startsWith("#!")) {
                region.add(line);
            }
        }
        throw new AssertionError(path + " has no lines between tag::" + tag + " and end::" + tag + ".");
    }

    /** A mark ends its line, but for what ends a comment in XML. */
    private static boolean isMark(String line, String mark) {
        return line.replace("-->", "").strip().endsWith(mark);
    }

    private static List<String> unindented(List<String> region) {
        int margin = region.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return region.stream()
                .map(line -> line.isBlank() ? "" : line.substring(margin))
                .toList();
    }
}
