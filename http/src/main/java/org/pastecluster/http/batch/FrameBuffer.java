package org.pastecluster.http.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are being written; grows. Touched by one thread at a time. */
public final class FrameBuffer {

    /** Bytes of the field that tells a frame's length. */
    public static final int LENGTH_BYTES = 4;

    private static final int MOST_VARINT = 10;

    private byte[] array;
    private int length;

    public FrameBuffer(int capacity) {
        array = new byte[capacity];
    }

    public byte[] array() {
        return array;
    }

    public int length() {
        return length;
    }

    public int capacity() {
        return array.length;
    }

    /** Drops what was written after the first {@code bytes}. */
    public void truncate(int bytes) {
        length = bytes;
    }

    /** Makes room for so many more bytes. */
    public void ensure(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, length + more));
        }
    }

    /** Says that the array was written up to this index. */
    public void writtenTo(int end) {
        length = end;
    }

    public void putByte(int value) {
        ensure(1);
        array[length++] = (byte) value;
    }

    /** As seven bits a byte, the lowest first; the highest bit says that more follow. */
    public void putVarint(long value) {
        ensure(MOST_VARINT);
        length = varint(array, length, value);
    }

    /** For numbers near 0 of both signs. */
    public void putZigzag(long value) {
        putVarint(zigzag(value));
    }

    public void putBytes(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, array, length, bytes.length);
        length += bytes.length;
    }

    /** Its length in UTF-8, and its bytes. */
    public void putText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        putVarint(bytes.length);
        putBytes(bytes);
    }

    /**
     * Begins a frame.
     *
     * @return where, for {@link #endFrame}
     */
    public int beginFrame(int type) {
        int start = length;
        ensure(LENGTH_BYTES + 1);
        length += LENGTH_BYTES;
        array[length++] = (byte) type;
        return start;
    }

    public void endFrame(int start) {
        int bytes = length - start - LENGTH_BYTES;
        array[start] = (byte) (bytes >>> 24);
        array[start + 1] = (byte) (bytes >>> 16);
        array[start + 2] = (byte) (bytes >>> 8);
        array[start + 3] = (byte) bytes;
    }

    /**
     * Writes at an index for which there is room.
     *
     * @return the index behind it
     */
    public static int varint(byte[] array, int at, long value) {
        int next = at;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            array[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        array[next++] = (byte) rest;
        return next;
    }

    public static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }
}
