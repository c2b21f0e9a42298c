package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.spectralsweep.spark.job.Answer;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.QueryEngine;

/** A program that starts while somebody types the first query. That query waits for it. */
final class StartingEngine implements QueryEngine {
    private static final int LOOK_MILLIS = 50;

    private final CompletableFuture<QueryEngine> starting;
    private volatile boolean cancelled;

    /** Begins to start it in another thread. */
    StartingEngine(Supplier<QueryEngine> start) {
        starting = CompletableFuture.supplyAsync(start, task -> {
            Thread thread = new Thread(task, "engine");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Waits for it, unless the query is cancelled before. */
    private QueryEngine started() {
        cancelled = false;
        while (!cancelled) {
            try {
                QueryEngine engine = starting.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (!cancelled) {
                    return engine;
                }
            } catch (TimeoutException e) {
                // It is still starting.
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                cancelled = true;
            }
        }
        throw new BadInput("the query was cancelled");
    }

    @Override
    public Answer answer(String query) throws IOException {
        return started().answer(query);
    }

    @Override
    public void writeParquet(String query, Path file) throws IOException {
        started().writeParquet(query, file);
    }

    /** Before it has started, this ends the waiting alone. */
    @Override
    public void cancel() {
        cancelled = true;
        if (starting.isDone() && !starting.isCompletedExceptionally()) {
            starting.join().cancel();
        }
    }

    /** What is still starting ends with the process. */
    @Override
    public void close() {
        if (starting.isDone() && !starting.isCompletedExceptionally()) {
            starting.join().close();
        }
    }
}
