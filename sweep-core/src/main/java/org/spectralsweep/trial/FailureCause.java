package org.spectralsweep.trial;

import java.util.Arrays;
import org.spectralsweep.spec.Refusal;

/**
 * Why a trial failed, as far as it says what helps. The table of trials keeps one text of it: the class of what was
 * thrown, a colon, and its message. Rows of earlier versions are read as well, and they have no column of the class. So
 * this is the one place that writes such a text and the one that reads its class.
 */
public enum FailureCause {
    /** There was too little memory. */
    MEMORY(OutOfMemoryError.class),
    /** There was too small a stack. */
    STACK(StackOverflowError.class),
    /** The parts of the spec do not fit together. */
    SPEC(IllegalArgumentException.class),
    /** Anything else. */
    OTHER(Throwable.class);

    private final String type;

    FailureCause(Class<? extends Throwable> type) {
        this.type = type.getSimpleName();
    }

    /** The text of what was thrown. */
    static String text(Throwable thrown) {
        // A refusal goes by the name that such rows have always had.
        String type = thrown instanceof Refusal ? SPEC.type : thrown.getClass().getSimpleName();
        String message = thrown.getMessage();
        return message == null ? type : type + ": " + message;
    }

    /** The cause that a row's text tells. */
    public static FailureCause of(String text) {
        String type = text.split("[: ]", 2)[0];
        return Arrays.stream(values())
                .filter(cause -> cause.type.equals(type))
                .findFirst()
                .orElse(OTHER);
    }
}
