package org.spectralsweep.spark.data;

import java.nio.file.Path;

/** Says what is wrong with a data file, in one sentence that begins with the file. */
public final class DataException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /**
     * Makes the sentence "file: problem".
     *
     * @param problem without a full stop
     */
    public DataException(Path file, String problem) {
        super(file + ": " + problem);
    }

    /** The exception for a file that a decoder could not read. The innermost message of the decoder says most. */
    static DataException undecodable(Path file, String format, Exception error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        DataException problem = new DataException(file, "the " + format + " file cannot be decoded: " + message);
        problem.initCause(error);
        return problem;
    }
}
