package org.spectralsweep.spark.cli;

import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.SparkSessions;

/** A session that is opened when it is first asked for, since many laws are fitted without one. */
final class LazySession implements AutoCloseable {
    private final SparkOptions options;
    private final String name;
    private SparkSessions.@Nullable Session session;

    LazySession(SparkOptions options, String name) {
        this.options = options;
        this.name = name;
    }

    SparkSession spark() {
        SparkSessions.Session opened = session;
        if (opened == null) {
            opened = options.open(name);
            session = opened;
        }
        return opened.spark();
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
