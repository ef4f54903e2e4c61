package org.pastecluster.it.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;

/** What is no HTTP/1.1, or hardly. */
final class Garbage implements Form {

    private static final String[] TEXTS = {
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
        "GET /api/cluster/health\r\n\r\n",
        "GET /api/cluster/health HTTP/1.1\r\n\r\n",
        "GET http://elsewhere/api/cluster/health HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/cluster/../cluster/health HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/cluster/%68ealth HTTP/1.1\r\nHost: x\r\n\r\n",
        "TRACE /api/cluster/health HTTP/1.1\r\nHost: x\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /api/cluster/join HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}",
        "POST /api/cluster/join HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET /api/cluster/health HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n",
        "GET /api/cluster/health HTTP/1.1\r\nHost: x\r\nna\u0000me: y\r\n\r\n",
    };

    private final int requests;
    private final Duration patience;

    Garbage(int requests, Duration patience) {
        this.patience = patience;
        this.requests = requests;
    }

    @Override
    public Tally fire(Target target, SplittableRandom random) {
        Tally tally = new Tally("400", "401", "403", "404", "405", "411", "415", "501", "505");
        for (int i = 0; i < requests; i++) {
            byte[] bytes = TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.ISO_8859_1);
            if (random.nextInt(4) == 0) {
                bytes = new byte[random.nextInt(1, 5_000)];
                random.nextBytes(bytes);
            }
            try (Caller caller = new Caller(target)) {
                var unused = caller.send(bytes);
                caller.finish();
                tally.add("garbage", caller.answer(patience));
            }
        }
        return tally;
    }
}
