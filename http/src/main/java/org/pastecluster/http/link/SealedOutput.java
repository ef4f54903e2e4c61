package org.pastecluster.http.link;

import java.io.IOException;
import org.pastecluster.http.batch.FrameBuffer;

/** Writes in sealed records what it is given: one for each write, and more only where that is longer than a record may be. */
final class SealedOutput implements LinkOutput {

    private final LinkOutput output;
    private final RecordMac mac;
    private final WriterThreads buffers;

    SealedOutput(LinkOutput output, LinkSeal seal, WriterThreads buffers) {
        this.output = output;
        this.mac = new RecordMac(seal);
        this.buffers = buffers;
    }

    @Override
    public void write(byte[] buffer, int from, int length) throws IOException {
        FrameBuffer sealed = buffers.takeBuffer();
        try {
            int end = from + length;
            for (int at = from; at < end; at += LinkSeal.MOST_CONTENT) {
                seal(buffer, at, Math.min(LinkSeal.MOST_CONTENT, end - at), sealed);
            }
            output.write(sealed.array(), 0, sealed.length());
        } finally {
            buffers.giveBuffer(sealed);
        }
    }

    private void seal(byte[] buffer, int at, int length, FrameBuffer to) {
        int start = to.length();
        to.ensure(FrameBuffer.LENGTH_BYTES + length + RecordMac.TAG_BYTES);
        int content = start + FrameBuffer.LENGTH_BYTES;
        System.arraycopy(buffer, at, to.array(), content, length);
        mac.tag(buffer, at, length, to.array(), content + length);
        to.writtenTo(content + length + RecordMac.TAG_BYTES);
        to.endFrame(start);
    }

    @Override
    public void close() {
        output.close();
    }
}
