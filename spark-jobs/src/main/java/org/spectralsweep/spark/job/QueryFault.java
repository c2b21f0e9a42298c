package org.spectralsweep.spark.job;

import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** Whether what Spark throws while a query is answered is the query's own fault, and which. */
public final class QueryFault {
    /** Classes of SQLSTATE that say so: cardinality, a value, syntax or names, limits, what Spark cannot do, and what the query raises itself. */
    private static final Set<String> CLASSES = Set.of("21", "22", "42", "54", "0A", "P0");

    private QueryFault() {}

    /**
     * One sentence, wherever the fault came up: while the query was read, or in a task. Empty if something else failed, such as a disk.
     */
    public static Optional<String> of(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof AnalysisException refused) {
                return Optional.of("the query " + QueryProblem.of(refused));
            }
            if (cause instanceof SparkThrowable fault
                    && fault.getSqlState() != null
                    && CLASSES.contains(fault.getSqlState().substring(0, 2))) {
                return Optional.of("the query cannot be answered: " + QueryProblem.sentence(cause));
            }
        }
        return Optional.empty();
    }
}
