package org.spectralsweep.spark.job;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** One session for all tests. It takes seconds to start and lives as long as the tests' virtual machine. */
public final class SharedSpark {
    private static final SparkSession SESSION =
            SparkSessions.open("tests", "local[2]").spark();

    private SharedSpark() {}

    public static SparkSession session() {
        return SESSION;
    }

    public static JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(SESSION.sparkContext());
    }
}
