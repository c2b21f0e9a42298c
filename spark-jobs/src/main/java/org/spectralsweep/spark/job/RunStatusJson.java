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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.trial.TrialStatus;

/** The file {@value RunStatus#FILE}. */
final class RunStatusJson {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunStatusJson() {}

    /** The content of the file. */
    static byte[] of(RunStatus status) throws IOException {
        RunStatus.Driver driver = status.driver();
        RunStatus.Trials trials = status.trials();
        ObjectNode node = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("sweep", driver.sweep())
                .put("run", driver.run())
                .put("host", driver.host())
                .put("process", driver.process())
                .put("started", driver.started().toString())
                .put("written", status.written().toString())
                .put("phase", word(status.phase()))
                .put("problem", status.problem());
        ObjectNode counts = node.putObject("trials")
                .put("total", trials.total())
                .put("committed-before", trials.committedBefore())
                .put("planned", trials.planned())
                .put("done", trials.done())
                .put("running", trials.running())
                .put("waiting", trials.waiting());
        ObjectNode byStatus = counts.putObject("by-status");
        for (TrialStatus state : TrialStatus.values()) {
            byStatus.put(state.name(), trials.byStatus().getOrDefault(state, 0));
        }
        node.put("cores", trials.cores());
        node.putObject("left")
                .put("certainty", word(status.left().certainty()))
                .put("seconds", status.left().time().toMillis() / 1e3);
        ArrayNode units = node.putArray("running");
        status.running().forEach(one -> units.addObject()
                .put("unit", one.unit())
                .put("trials", one.trials())
                .put("label", one.label())
                .put("since", one.since().toString()));
        ArrayNode errors = node.putArray("failures");
        status.failures().forEach(one -> errors.addObject()
                .put("error", one.error())
                .put("trials", one.trials())
                .put("label", one.label()));
        ArrayNode laws = node.putArray("laws");
        status.laws().forEach(one -> {
            ObjectNode law = laws.addObject().put("fit", one.fit()).put("group", one.group());
            ObjectNode estimates = law.putObject("estimates");
            one.estimates().forEach(estimates::put);
            law.put("times", one.times()).put("censored", one.censored());
        });
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
                    new RunStatus.Driver(
                            node.path("sweep").asText(),
                            text(node, "run"),
                            node.path("host").asText(),
                            node.path("process").asLong(),
                            instant(node, "started")),
                    constant(RunStatus.Phase.class, node.path("phase")),
                    instant(node, "written"),
                    trials(node),
                    new RemainingTime.Estimate(
                            constant(
                                    RemainingTime.Certainty.class,
                                    node.path("left").path("certainty")),
                            Duration.ofMillis(Math.round(
                                    1e3 * node.path("left").path("seconds").asDouble()))),
                    running(node.path("running")),
                    new RunStatus.Found(failures(node.path("failures")), laws(node.path("laws"))),
                    text(node, "problem")));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static RunStatus.Trials trials(JsonNode node) {
        JsonNode counts = node.path("trials");
        Map<TrialStatus, Integer> byStatus = new EnumMap<>(TrialStatus.class);
        counts.path("by-status").properties().forEach(entry -> {
            if (entry.getValue().asInt() > 0) {
                byStatus.put(
                        TrialStatus.valueOf(entry.getKey()), entry.getValue().asInt());
            }
        });
        return new RunStatus.Trials(
                counts.path("total").asInt(),
                counts.path("committed-before").asInt(),
                byStatus,
                counts.path("running").asInt(),
                node.path("cores").asInt());
    }

    private static List<RunStatus.Running> running(JsonNode list) {
        List<RunStatus.Running> running = new ArrayList<>();
        list.forEach(one -> running.add(new RunStatus.Running(
                one.path("unit").asText(),
                one.path("trials").asInt(),
                one.path("label").asText(),
                instant(one, "since"))));
        return running;
    }

    private static List<RunStatus.Failure> failures(JsonNode list) {
        List<RunStatus.Failure> failures = new ArrayList<>();
        list.forEach(one -> failures.add(new RunStatus.Failure(
                one.path("error").asText(),
                one.path("trials").asInt(),
                one.path("label").asText())));
        return failures;
    }

    private static List<RunStatus.Law> laws(JsonNode list) {
        List<RunStatus.Law> laws = new ArrayList<>();
        list.forEach(one -> {
            Map<String, Double> estimates = new LinkedHashMap<>();
            one.path("estimates")
                    .properties()
                    .forEach(entry ->
                            estimates.put(entry.getKey(), entry.getValue().asDouble()));
            laws.add(new RunStatus.Law(
                    one.path("fit").asText(),
                    one.path("group").asText(),
                    estimates,
                    one.path("times").asInt(),
                    one.path("censored").asInt()));
        });
        return laws;
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
