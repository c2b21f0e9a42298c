package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.spectralsweep.spark.job.Answer;
import org.spectralsweep.spark.job.QueryEngine;

/** A program that starts while somebody types the first query. That query waits for it. */
final class StartingEngine implements QueryEngine {
    private final CompletableFuture<QueryEngine> starting;

    /** Begins to start it in another thread. */
    StartingEngine(Supplier<QueryEngine> start) {
        starting = CompletableFuture.supplyAsync(start, task -> {
            Thread thread = new Thread(task, "engine");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private QueryEngine started() {
        try {
            return starting.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        }
    }

    @Override
    public Answer answer(String query) throws IOException {
        return started().answer(query);
    }

    @Override
    public void writeParquet(String query, Path file) throws IOException {
        started().writeParquet(query, file);
    }

    /** Nothing is being answered before it has started. */
    @Override
    public void cancel() {
        if (starting.isDone() && !starting.isCompletedExceptionally()) {
            started().cancel();
        }
    }

    /** What is still starting ends with the process. */
    @Override
    public void close() {
        if (starting.isDone() && !starting.isCompletedExceptionally()) {
            started().close();
        }
    }
}
