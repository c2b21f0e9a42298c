package org.spectralsweep.spark.job;

import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.SmallFiles;
import org.spectralsweep.trial.TrialStatus;

/**
 * How far a run is, at one moment. Its driver writes it to {@value #FILE} in the results folder, so that others need
 * no table to know.
 *
 * @param driver who does the run
 * @param phase what the driver does
 * @param written when this was so, by the driver's clock
 * @param trials how many trials there are, by state
 * @param left how long the trials that are left will take
 * @param running the work units that run longest; none unless the phase is {@link Phase#TRAINING}
 * @param found what trials have brought so far
 * @param problem why the run ended; null unless the phase is {@link Phase#FAILED}
 */
public record RunStatus(
        Driver driver,
        Phase phase,
        Instant written,
        Trials trials,
        RemainingTime.Estimate left,
        List<Running> running,
        Found found,
        @Nullable String problem) {
    /** The name of the file. */
    public static final String FILE = "status.json";

    /** Copies the list. */
    public RunStatus {
        running = List.copyOf(running);
    }

    /** What the driver of a run does. */
    public enum Phase {
        /** It plans and starts Spark. */
        PREPARING,
        /** Trials run. */
        TRAINING,
        /** All trials are committed, and the driver fits, compares and draws. */
        FITTING,
        /** The run is over. */
        FINISHED,
        /** The run ended with an error. */
        FAILED;

        /** Whether no more is to come. */
        public boolean isLast() {
            return this == FINISHED || this == FAILED;
        }
    }

    /**
     * Who does a run.
     *
     * @param sweep the sweep's name
     * @param run the run's id; null while the driver prepares it
     * @param host the driver's host
     * @param process the driver's process on that host
     * @param started when the driver took the folder
     */
    public record Driver(String sweep, @Nullable String run, String host, long process, Instant started) {}

    /**
     * The trials of a run.
     *
     * @param total all that the sweep has
     * @param committedBefore how many earlier runs have committed
     * @param byStatus how many this run has done, by state
     * @param running how many are in work units that run
     * @param cores how many work units run at a time
     */
    public record Trials(int total, int committedBefore, Map<TrialStatus, Integer> byStatus, int running, int cores) {
        /** Copies the counts. */
        public Trials {
            byStatus = Map.copyOf(byStatus);
        }

        /** How many this run has done. */
        public int done() {
            return byStatus.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** How many this run has to do in all. */
        public int planned() {
            return total - committedBefore;
        }

        /** How many no task has begun. */
        public int waiting() {
            return planned() - done() - running;
        }
    }

    /**
     * A work unit that runs.
     *
     * @param unit its name
     * @param trials how many trials it has
     * @param label the values of the axes of its first trial
     * @param since when its task started
     */
    public record Running(String unit, int trials, String label, Instant since) {}

    /**
     * An error of trials.
     *
     * @param error its first line
     * @param trials how many trials ended with it in this run
     * @param label the values of the axes of the first one
     */
    public record Failure(String error, int trials, String label) {}

    /**
     * A law on one group of the times that are committed by now. There are no intervals yet.
     *
     * @param fit the name of the fit
     * @param group the group's values of the columns by which the fit groups; empty without grouping
     * @param estimates the parameters that can be estimated
     * @param times how many times there are, censored ones included
     * @param censored how many of them are censored
     */
    public record Law(String fit, String group, Map<String, Double> estimates, int times, int censored) {
        /** Copies the estimates. */
        public Law {
            estimates = Collections.unmodifiableMap(new LinkedHashMap<>(estimates));
        }
    }

    /**
     * What trials have brought so far.
     *
     * @param failures the commonest errors
     * @param laws the laws by the times that are committed
     */
    public record Found(List<Failure> failures, List<Law> laws) {
        /** Copies the lists. */
        public Found {
            failures = List.copyOf(failures);
            laws = List.copyOf(laws);
        }
    }

    /** The commonest errors of trials. */
    public List<Failure> failures() {
        return found.failures();
    }

    /** The laws by the times that are committed. */
    public List<Law> laws() {
        return found.laws();
    }

    /** The status that the last run left, or that of the run at work. It is empty if there is none to be read. */
    public static Optional<RunStatus> read(SmallFiles folder) throws IOException {
        Optional<byte[]> json = folder.content(FILE);
        return json.isEmpty() ? Optional.empty() : parse(json.get());
    }

    /** The file's content. */
    byte[] json() throws IOException {
        return RunStatusJson.of(this);
    }

    /** Reads a file's content. It is empty if that is damaged or of a later version. */
    static Optional<RunStatus> parse(byte[] json) {
        return RunStatusJson.parse(json);
    }
}
