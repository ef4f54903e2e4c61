package org.pastecluster.http.batch;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes that are being read, strictly: what cannot be is refused. Touched by one thread. */
public final class FrameInput {

    private final byte[] array;
    private final int end;
    private int at;
    private int lastText;

    /** Reads from index {@code from} to before index {@code to}. */
    public FrameInput(byte[] array, int from, int to) {
        this.array = array;
        this.at = from;
        this.end = to;
    }

    public boolean hasMore() {
        return at < end;
    }

    public int remaining() {
        return end - at;
    }

    /** Where the bytes are, for who reads them as they are. */
    public byte[] array() {
        return array;
    }

    /** Index of the next byte. */
    public int at() {
        return at;
    }

    public int unsignedByte() throws MalformedFrameException {
        if (at >= end) {
            throw tooShort();
        }
        return array[at++] & 0xff;
    }

    public long varint() throws MalformedFrameException {
        int index = at;
        if (index < end && array[index] >= 0) {
            at = index + 1;
            return array[index];
        }
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = unsignedByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (shift == 63 && next > 1) {
                    break;
                }
                return value;
            }
        }
        throw new MalformedFrameException("a number has more than 64 bits");
    }

    public long zigzag() throws MalformedFrameException {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number that is not negative. */
    public long count() throws MalformedFrameException {
        long value = varint();
        if (value < 0) {
            throw new MalformedFrameException("a count has more than 63 bits");
        }
        return value;
    }

    /** A number from 0 to {@code most}. */
    public int size(int most) throws MalformedFrameException {
        long value = varint();
        if (value < 0 || value > most) {
            throw new MalformedFrameException("a size or number is larger than " + most);
        }
        return (int) value;
    }

    /** A number of 32 bits. */
    public int int32() throws MalformedFrameException {
        long value = varint();
        if (value >>> 32 != 0) {
            throw new MalformedFrameException("a number has more than 32 bits");
        }
        return (int) value;
    }

    public byte[] bytes(int count) throws MalformedFrameException {
        if (count > end - at) {
            throw tooShort();
        }
        byte[] copy = new byte[count];
        System.arraycopy(array, at, copy, 0, count);
        at += count;
        return copy;
    }

    /** A text of at most so many bytes of UTF-8. */
    public String text(int most) throws MalformedFrameException {
        int length = size(most);
        if (length > end - at) {
            throw tooShort();
        }
        lastText = length;
        ByteBuffer bytes = ByteBuffer.wrap(array, at, length);
        at += length;
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException noUtf8) {
            throw new MalformedFrameException("a text is no UTF-8");
        }
    }

    /** How many bytes the text had that was read last. */
    public int lastText() {
        return lastText;
    }

    private static MalformedFrameException tooShort() {
        return new MalformedFrameException("a frame ends too early");
    }
}
