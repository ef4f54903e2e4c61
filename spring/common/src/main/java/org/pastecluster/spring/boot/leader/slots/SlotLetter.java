package org.pastecluster.spring.boot.leader.slots;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Message;
import org.pastecluster.spi.ReservedMessages;

/**
 * What nodes write to each other about slots, and how: a byte for the version, one for the kind, the number of marks, and each mark as name,
 * time and whether it was run.
 *
 * @param kind what it wants
 * @param marks by job
 */
record SlotLetter(Kind kind, Map<String, Mark> marks) {

    /** Most marks of one letter. */
    static final int MOST = 4_096;

    /** Most characters of a job's name. */
    static final int LONGEST_NAME = 400;

    private static final int VERSION = 1;

    /** Three bytes a character, and what is beside the name. */
    private static final int LONGEST = MOST * (3 * LONGEST_NAME + 11) + 6;

    /** What a letter wants. */
    enum Kind {
        /** To be answered by all that the other node knows. */
        EXCHANGE(0),
        /** To take a slot; answered by the mark that is in the way, if there is one. */
        TAKE(1),
        /** Nothing. */
        ANSWER(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        static @Nullable Kind of(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            return null;
        }
    }

    SlotLetter {
        marks = Map.copyOf(marks);
    }

    Message message() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte(kind.code);
            out.writeInt(marks.size());
            for (Map.Entry<String, Mark> each : marks.entrySet()) {
                out.writeUTF(each.getKey());
                out.writeLong(each.getValue().millis());
                out.writeBoolean(each.getValue().ran());
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return ReservedMessages.bytes(ReservedMessages.SLOTS, bytes.toByteArray());
    }

    /** @throws IllegalArgumentException when it is no letter of this version */
    static SlotLetter of(Message message) {
        if (message.length() > LONGEST) {
            throw new IllegalArgumentException("A letter about slots with " + message.length() + " bytes is too long.");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(message.bytes()))) {
            int version = in.readUnsignedByte();
            int code = in.readUnsignedByte();
            int count = in.readInt();
            Kind kind = Kind.of(code);
            if (version != VERSION || kind == null || count < 0 || count > MOST) {
                throw new IllegalArgumentException("A letter about slots of version " + version + ", kind " + code
                        + ", with " + count + " marks is not understood.");
            }
            Map<String, Mark> marks = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                marks.put(in.readUTF(), new Mark(time(in.readLong()), in.readBoolean()));
            }
            if (in.read() >= 0) {
                throw new IllegalArgumentException("A letter about slots goes on after its end.");
            }
            return new SlotLetter(kind, marks);
        } catch (IOException broken) {
            throw new IllegalArgumentException("A letter about slots is broken off.", broken);
        }
    }

    private static long time(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("A letter about slots tells of one before 1970.");
        }
        return millis;
    }
}
