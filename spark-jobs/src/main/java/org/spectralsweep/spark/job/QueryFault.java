package org.spectralsweep.spark.job;

import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** Decides whether an error of Spark while it answers a query is the query's own fault, and what the fault is. */
public final class QueryFault {
    /**
     * Classes of SQLSTATE for faults of a query. They stand for cardinality, a value, syntax or names, limits, what
     * Spark cannot do, and errors that the query raises itself.
     */
    private static final Set<String> CLASSES = Set.of("21", "22", "42", "54", "0A", "P0");

    private QueryFault() {}

    /**
     * One sentence on the fault, whether it appeared while the query was read or in a task. It is empty if something
     * else failed, such as a disk.
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
