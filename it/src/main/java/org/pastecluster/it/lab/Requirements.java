package org.pastecluster.it.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a lab needs of a machine. */
final class Requirements {

    private static final List<String> PROGRAMS = List.of("ip", "ss", "nsenter", "setpriv", "nft");

    private static @Nullable String known;

    private Requirements() {}

    /** What is missing, and what to do about it, as one sentence; empty where nothing is. */
    static synchronized String trouble() {
        if (known == null) {
            known = look();
        }
        return known;
    }

    private static String look() {
        String named = System.getenv(Tools.FAKETIME);
        if (named != null && Tools.faketime().isEmpty()) {
            return Tools.FAKETIME + " is '" + named
                    + "', which can't be read: name a libfaketimeMT.so.1, or leave it out.";
        }
        List<String> missing = Stream.concat(
                        PROGRAMS.stream().filter(program -> Tools.find(program).isEmpty()),
                        Tools.faketime().isPresent() ? Stream.empty() : Stream.of("libfaketimeMT.so.1"))
                .toList();
        if (!missing.isEmpty()) {
            return "This machine has no " + String.join(", no ", missing)
                    + ": apt-get install iproute2 util-linux nftables libfaketime"
                    + " (a PATH, and " + Tools.FAKETIME + "=FILE, may name them where they are not installed).";
        }
        try {
            Lab.make(List.of(1), Path.of(".")).close();
            return "";
        } catch (LabFailure failure) {
            return "No networks of their own can be made here, which takes root on Linux: " + failure.getMessage();
        }
    }
}
