package org.spectralsweep.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Starts virtual machines and keeps what they found. One that waited for a core is repeated, because others then slowed
 * its caches too. The repetition that waited least counts.
 */
final class Starts {
    /** The share of time without a core above which a virtual machine is repeated. */
    private static final double BUSY = 0.05;

    private static final int MOST_ATTEMPTS = 3;

    private final Journal journal;
    private final Path logs;
    private final List<String> repeated = new ArrayList<>();

    /** @param logs folder for the output of the virtual machines */
    Starts(Journal journal, Path logs) {
        this.journal = journal;
        this.logs = logs;
    }

    /** The results of some starts. Those that failed have none. */
    <T extends Measured> List<T> take(int count, IntFunction<Journal.Turn> turns, Fork fork, Class<T> type) {
        List<T> results = new ArrayList<>();
        for (int start = 0; start < count; start++) {
            T result = take(turns.apply(start), fork, type);
            if (result != null) {
                results.add(result);
            }
        }
        return results;
    }

    /** The result of one start, or null if it failed. */
    <T extends Measured> @Nullable T take(Journal.Turn turn, Fork fork, Class<T> type) {
        List<T> attempts = new ArrayList<>(journal.results(turn, type));
        while (attempts.size() < MOST_ATTEMPTS && attempts.stream().allMatch(attempt -> attempt.waited() > BUSY)) {
            try {
                T result = fork.run(type, log(turn));
                journal.add(turn, result);
                attempts.add(result);
            } catch (IOException e) {
                System.err.println(turn + ": " + e.getMessage());
                return null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        if (attempts.size() > 1) {
            repeated.add(turn + ": waited "
                    + attempts.stream()
                            .map(attempt -> String.format(Locale.ROOT, "%.0f %%", 100 * attempt.waited()))
                            .collect(Collectors.joining(", then ")));
        }
        return attempts.stream()
                .min(Comparator.comparingDouble(Measured::waited))
                .orElseThrow();
    }

    /** Where the output of a virtual machine goes. */
    Path log(Journal.Turn turn) {
        return logs.resolve(turn.toString().replaceAll("[^A-Za-z0-9]+", "-") + ".log");
    }

    /** The virtual machines that were repeated, with the share of time that each attempt waited. */
    List<String> repeated() {
        return List.copyOf(repeated);
    }
}
