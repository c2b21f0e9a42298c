package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.QueryFault;
import org.spectralsweep.spark.table.AccessProblem;

/**
 * What a user is told about an exception or error.
 *
 * @param sentence what is wrong, without a full stop
 * @param badInput whether the user's input is to blame; otherwise the program itself could not continue
 * @param resumable whether trials are committed, so that the same command resumes
 */
record Failure(String sentence, boolean badInput, boolean resumable) {
    private static final long MEGABYTE = 1 << 20;

    static Failure of(Throwable error) {
        if (error instanceof Resumable resumable) {
            Failure failure = of(resumable.failure());
            return new Failure(failure.sentence, failure.badInput, !failure.badInput);
        }
        if (error instanceof BadInput) {
            return new Failure(firstLine(error), true, false);
        }
        if (error instanceof AnalysisException) {
            return new Failure(QueryFault.of(error).orElseGet(() -> firstLine(error)), true, false);
        }
        return new Failure(sentence(error), false, false);
    }

    private static String sentence(Throwable error) {
        Optional<OutOfMemoryError> memory = find(error, OutOfMemoryError.class);
        if (memory.isPresent()) {
            return "the heap of " + Runtime.getRuntime().maxMemory() / MEGABYTE + " MB is too small ("
                    + memory.get().getMessage() + "); give it more, for example with SWEEP_JAVA_OPTIONS=-Xmx4g";
        }
        if (find(error, StackOverflowError.class).isPresent()) {
            return "something is nested too deeply for the stack; enlarge it with SWEEP_JAVA_OPTIONS=-Xss16m";
        }
        Optional<LinkageError> linkage = find(error, LinkageError.class);
        if (linkage.isPresent()) {
            return "a class or native library cannot be loaded: " + firstLine(rootCause(linkage.get()))
                    + "; remove spark-jobs/target and build again";
        }
        Throwable root = rootCause(error);
        if (root instanceof IOException io) {
            return AccessProblem.of(io);
        }
        return root.getMessage() == null
                        || root instanceof NullPointerException
                        || root instanceof IndexOutOfBoundsException
                ? "a fault of this program: " + firstLine(root)
                : firstLine(root);
    }

    static <T extends Throwable> Optional<T> find(Throwable error, Class<T> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    private static Throwable rootCause(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }

    static String firstLine(Throwable error) {
        String message = error.getMessage();
        String line = message == null
                ? ""
                : message.lines().filter(text -> !text.isBlank()).findFirst().orElse("");
        // Many errors have nothing but a name as their message.
        return line.isEmpty() || error instanceof LinkageError
                ? error.toString().lines().findFirst().orElse("")
                : line;
    }
}
