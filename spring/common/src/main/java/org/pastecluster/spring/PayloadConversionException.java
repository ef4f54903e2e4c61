package org.pastecluster.spring;

import org.jspecify.annotations.Nullable;

/** A payload that could not be made a message, or the other way round. */
public final class PayloadConversionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param sentence what could not be made of what; the sender of a message may get to read it */
    public PayloadConversionException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
