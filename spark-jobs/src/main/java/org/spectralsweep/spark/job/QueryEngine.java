package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Answers queries about one results folder, one after another. Each sees what is committed by then, and the plan of the
 * run that is the last by then. It refuses whatever does more than read the sweep's tables and views.
 */
public interface QueryEngine extends AutoCloseable {
    /**
     * Answers a query.
     *
     * @throws BadInput with one sentence if it cannot be answered
     */
    Answer answer(String query) throws IOException;

    /**
     * Writes the answer to a query as one Parquet file.
     *
     * @param file a local file, which must not be there
     * @throws BadInput with one sentence if it cannot be answered
     */
    void writeParquet(String query, Path file) throws IOException;

    /** Ends what is being answered with an exception. Another thread calls this. */
    void cancel();

    @Override
    void close();
}
