package org.spectralsweep.spark.table;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Reads leases, which are hidden files of a results folder, one file a generation. */
public final class LeaseReader implements LeaseView {
    private static final Pattern NAME = Pattern.compile("\\.lease-(\\d{9})");

    /**
     * How often a lease is read before it counts as unreadable. A remote file system that cannot replace a file in one
     * step may take a second to fill one that is overwritten. A task that reads the empty file would give up its run.
     */
    private static final int TRIES = 40;

    private static final int PAUSE_MILLIS = 50;

    private final SmallFiles files;

    /** Reads those of a folder. */
    public LeaseReader(SmallFiles files) {
        this.files = files;
    }

    @Override
    public Optional<Lease> read() throws IOException {
        Optional<Lease> newest = Optional.empty();
        for (int tries = 0; tries < TRIES; tries++) {
            OptionalLong last = generations().max();
            if (last.isEmpty()) {
                // A listing that met the old file just before it gave way may have missed the new one.
                last = generations().max();
            }
            if (last.isEmpty()) {
                return Optional.empty();
            }
            newest = Optional.of(read(last.getAsLong()));
            if (newest.get().isReadable()) {
                return newest;
            }
            // The file may have been created but not filled yet, or it may be about to be removed.
            pause();
        }
        return newest;
    }

    @Override
    public Duration age(Lease lease) throws IOException {
        Instant now = files.now();
        return files.written(name(lease.generation()))
                .map(written -> Duration.between(written, now))
                .orElse(Lease.VALID.plusSeconds(1));
    }

    /** The generations whose leases are there. */
    LongStream generations() throws IOException {
        return files.names().stream()
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .mapToLong(name -> Long.parseLong(name.group(1)));
    }

    private Lease read(long generation) throws IOException {
        return files.content(name(generation))
                .map(json -> Lease.parse(generation, json))
                .orElseGet(() -> Lease.unreadable(generation));
    }

    /** The name of a generation's file. */
    static String name(long generation) {
        return String.format(Locale.ROOT, ".lease-%09d", generation);
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
