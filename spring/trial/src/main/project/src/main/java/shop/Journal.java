package shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.pastecluster.ClusterEvent.LeadershipAcquired;
import org.pastecluster.ClusterEvent.LeadershipLost;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What this process did, a line each, with the machine's monotonic clock; what is written outlives a SIGKILL. */
@Component
public class Journal {

    private final FileChannel file;

    Journal(@Value("${shop.journal}") Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /** Writes before it returns. */
    public synchronized void add(String what) {
        try {
            String line = System.nanoTime() + " " + what + "\n";
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @EventListener
    void acquired(LeadershipAcquired event) {
        add("acquired " + event.leadership().token());
    }

    @EventListener
    void lost(LeadershipLost event) {
        add("lost " + event.leadership().token());
    }
}
