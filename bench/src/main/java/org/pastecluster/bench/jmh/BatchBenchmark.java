package org.pastecluster.bench.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.pastecluster.Message;
import org.pastecluster.http.batch.BatchDecoder;
import org.pastecluster.http.batch.BatchEncoder;
import org.pastecluster.http.batch.FrameBuffer;
import org.pastecluster.http.batch.FrameInput;
import org.pastecluster.http.batch.MalformedFrameException;
import org.pastecluster.message.Batch;
import org.pastecluster.message.Item;
import org.pastecluster.message.Posted;

/** What a message of 100 bytes costs between memory and a frame, when {@value #MESSAGES} share one; a figure is of one message. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchBenchmark {

    static final int MESSAGES = 500;

    private static final int BODY = 100;
    private static final int TYPE = 11;
    private static final int LARGEST = 256 << 10;

    private final BatchEncoder encoder = new BatchEncoder();
    private final BatchDecoder decoder = new BatchDecoder();
    private final FrameBuffer buffer = new FrameBuffer(LARGEST);
    private Batch batch = new Batch(1, 1, List.of());
    private FrameBuffer written = new FrameBuffer(0);

    /** A batch as a sender makes it: one lane, numbers in a row, deadlines that differ by little. */
    @Setup
    public void prepare() {
        List<Item> items = new ArrayList<>();
        for (int i = 1; i <= MESSAGES; i++) {
            Message message = Message.bytes(TYPE, new byte[BODY]);
            Posted posted = new Posted(message, 1_795_674_914_884L + i / 50, Posted.Purpose.NOTICE, 0, true, false);
            items.add(new Item.Whole(1, i, 30_000_000_000L - 1_500L * i, posted));
        }
        batch = new Batch(7, 1_000_000_000L, items);
        written = new FrameBuffer(LARGEST);
        if (encoder.encode(batch, 0, written, LARGEST) != MESSAGES) {
            throw new IllegalStateException("The batch does not fit into one frame.");
        }
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public int encode() {
        buffer.truncate(0);
        int next = encoder.encode(batch, 0, buffer, LARGEST);
        return next + buffer.length();
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public Batch decode() throws MalformedFrameException {
        return decoder.decode(new FrameInput(written.array(), 0, written.length()));
    }
}
