package org.spectralsweep.spark.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.UnitStore;
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
 * @param failures the commonest errors of trials
 * @param problem why the run ended; null unless the phase is {@link Phase#FAILED}
 */
public record RunStatus(
        Driver driver,
        Phase phase,
        Instant written,
        Trials trials,
        RemainingTime.Estimate left,
        List<Running> running,
        List<Failure> failures,
        @Nullable String problem) {
    /** The name of the file. */
    public static final String FILE = "status.json";

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the lists. */
    public RunStatus {
        running = List.copyOf(running);
        failures = List.copyOf(failures);
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

    /** The status that the last run left, or that of the run at work. It is empty if there is none to be read. */
    public static Optional<RunStatus> read(UnitStore store) throws IOException {
        Optional<byte[]> json = store.content(FILE);
        return json.isEmpty() ? Optional.empty() : parse(json.get());
    }

    /** The file's content. */
    byte[] json() throws IOException {
        ObjectNode node = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("sweep", driver.sweep())
                .put("run", driver.run())
                .put("host", driver.host())
                .put("process", driver.process())
                .put("started", driver.started().toString())
                .put("written", written.toString())
                .put("phase", word(phase))
                .put("problem", problem);
        ObjectNode counts = node.putObject("trials")
                .put("total", trials.total())
                .put("committed-before", trials.committedBefore())
                .put("planned", trials.planned())
                .put("done", trials.done())
                .put("running", trials.running())
                .put("waiting", trials.waiting());
        ObjectNode byStatus = counts.putObject("by-status");
        for (TrialStatus status : TrialStatus.values()) {
            byStatus.put(status.name(), trials.byStatus().getOrDefault(status, 0));
        }
        node.put("cores", trials.cores());
        node.putObject("left")
                .put("certainty", word(left.certainty()))
                .put("seconds", left.time().toMillis() / 1e3);
        ArrayNode units = node.putArray("running");
        running.forEach(one -> units.addObject()
                .put("unit", one.unit())
                .put("trials", one.trials())
                .put("label", one.label())
                .put("since", one.since().toString()));
        ArrayNode errors = node.putArray("failures");
        failures.forEach(one -> errors.addObject()
                .put("error", one.error())
                .put("trials", one.trials())
                .put("label", one.label()));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
    }

    /** Reads a file's content. It is empty if that is damaged or of a later version. */
    static Optional<RunStatus> parse(byte[] json) {
        try {
            JsonNode node = JSON.readTree(json);
            if (node.path("format").asInt() != FORMAT) {
                return Optional.empty();
            }
            return Optional.of(new RunStatus(
                    new Driver(
                            node.path("sweep").asText(),
                            text(node, "run"),
                            node.path("host").asText(),
                            node.path("process").asLong(),
                            instant(node, "started")),
                    constant(Phase.class, node.path("phase")),
                    instant(node, "written"),
                    trials(node),
                    new RemainingTime.Estimate(
                            constant(
                                    RemainingTime.Certainty.class,
                                    node.path("left").path("certainty")),
                            Duration.ofMillis(Math.round(
                                    1e3 * node.path("left").path("seconds").asDouble()))),
                    running(node.path("running")),
                    failures(node.path("failures")),
                    text(node, "problem")));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Trials trials(JsonNode node) {
        JsonNode counts = node.path("trials");
        Map<TrialStatus, Integer> byStatus = new EnumMap<>(TrialStatus.class);
        counts.path("by-status").properties().forEach(entry -> {
            if (entry.getValue().asInt() > 0) {
                byStatus.put(
                        TrialStatus.valueOf(entry.getKey()), entry.getValue().asInt());
            }
        });
        return new Trials(
                counts.path("total").asInt(),
                counts.path("committed-before").asInt(),
                byStatus,
                counts.path("running").asInt(),
                node.path("cores").asInt());
    }

    private static List<Running> running(JsonNode list) {
        List<Running> running = new ArrayList<>();
        list.forEach(one -> running.add(new Running(
                one.path("unit").asText(),
                one.path("trials").asInt(),
                one.path("label").asText(),
                instant(one, "since"))));
        return running;
    }

    private static List<Failure> failures(JsonNode list) {
        List<Failure> failures = new ArrayList<>();
        list.forEach(one -> failures.add(new Failure(
                one.path("error").asText(),
                one.path("trials").asInt(),
                one.path("label").asText())));
        return failures;
    }

    private static @Nullable String text(JsonNode node, String key) {
        return node.path(key).isTextual() ? node.path(key).asText() : null;
    }

    private static Instant instant(JsonNode node, String key) {
        return Instant.parse(node.path(key).asText());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode word) {
        return Enum.valueOf(type, word.asText().toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
