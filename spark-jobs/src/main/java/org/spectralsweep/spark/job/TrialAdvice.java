package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Counted;
import org.spectralsweep.spark.table.SpecColumns;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.trial.FailureCause;
import org.spectralsweep.trial.StableRate;
import org.spectralsweep.trial.TrialStatus;

/** Remarks on the rows of a sweep's trials, grouped. */
final class TrialAdvice {
    /** The most distinct causes that are described; others are only counted. */
    private static final int CAUSES = 3;

    private static final int SHOWN = 160;

    private final List<TrialRow> trials;
    private final Map<String, String> labels;

    private TrialAdvice(List<TrialRow> trials, Map<String, String> labels) {
        this.trials = trials;
        this.labels = labels;
    }

    /**
     * All remarks except the warnings.
     *
     * @param labels labels of the trials, by id
     * @param unreached trials with a threshold that they did not reach
     */
    static List<String> of(List<TrialRow> trials, Map<String, String> labels, Set<String> unreached) {
        TrialAdvice advice = new TrialAdvice(trials, labels);
        List<String> remarks = new ArrayList<>(advice.failures());
        advice.count(TrialStatus.DIVERGED, trial -> true)
                .ifPresent(share -> remarks.add(share
                        + " diverged: the loss ran away. A smaller learning rate helps, or `learning-rate: auto`."));
        DescentRate.remark(advice.rates(), "%d of %d trials").ifPresent(remarks::add);
        StartSize.remark(advice.starts(), "%d of %d trials").ifPresent(remarks::add);
        advice.count(TrialStatus.TIMED_OUT, trial -> true)
                .ifPresent(share -> remarks.add(
                        share + " ran out of wall time. Raise timeout-seconds and run again with --retry."));
        advice.count(TrialStatus.BUDGET_EXHAUSTED, trial -> unreached.contains(trial.trialId()))
                .ifPresent(share ->
                        remarks.add(share + " ran out of steps before a threshold. The same command with a larger"
                                + " max-steps goes on; `auto` asks the kernel."));
        return remarks;
    }

    /** The trials' own warnings, each once. */
    static List<String> warnings(List<TrialRow> trials) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (TrialRow trial : trials) {
            StableRate rate = rate(trial);
            trial.outcome().warnings().stream()
                    .filter(warning -> rate == null || !rate.isWarning(warning))
                    .forEach(warning -> counts.merge(kind(warning), 1, Integer::sum));
        }
        Map<String, String> examples = new LinkedHashMap<>();
        trials.forEach(trial ->
                trial.outcome().warnings().forEach(warning -> examples.putIfAbsent(kind(warning), shortened(warning))));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(entry -> Counted.of(entry.getValue(), "trial") + " warned: " + examples.get(entry.getKey()) + ".")
                .toList();
    }

    private List<String> failures() {
        Map<String, List<TrialRow>> causes = new LinkedHashMap<>();
        for (TrialRow trial : trials) {
            if (trial.outcome().status() == TrialStatus.FAILED) {
                causes.computeIfAbsent(kind(error(trial)), kind -> new ArrayList<>())
                        .add(trial);
            }
        }
        List<String> remarks = causes.values().stream()
                .sorted(Comparator.comparingInt((List<TrialRow> group) -> group.size())
                        .reversed())
                .limit(CAUSES)
                .map(group -> String.format(
                        Locale.ROOT,
                        "%s failed (first: %s): %s. %s",
                        Counted.of(group.size(), "trial"),
                        label(group.get(0)),
                        shortened(error(group.get(0))),
                        help(FailureCause.of(error(group.get(0))))))
                .toList();
        return causes.size() <= CAUSES
                ? remarks
                : Stream.concat(
                                remarks.stream(),
                                Stream.of(String.format(
                                        Locale.ROOT,
                                        "There are %d other causes of failures; `./sweep show` lists them.",
                                        causes.size() - CAUSES)))
                        .toList();
    }

    private String label(TrialRow trial) {
        return Objects.requireNonNullElse(labels.get(trial.trialId()), trial.trialId());
    }

    private static String error(TrialRow trial) {
        return Objects.requireNonNullElse(trial.outcome().error(), "unknown cause");
    }

    private static String help(FailureCause cause) {
        return switch (cause) {
            case MEMORY ->
                "More memory helps: SWEEP_JAVA_OPTIONS=-Xmx8g here, spark.executor.memory on a cluster; then --retry.";
            case STACK -> "A larger stack helps: SWEEP_JAVA_OPTIONS=-Xss8m; then --retry.";
            case SPEC -> "Change the spec: its parts do not fit together.";
            case OTHER -> "The same command with --retry runs it again.";
        };
    }

    private Optional<String> count(TrialStatus status, Predicate<TrialRow> which) {
        long count = trials.stream()
                .filter(trial -> trial.outcome().status() == status && which.test(trial))
                .count();
        return count == 0
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "%d of %s", count, Counted.of(trials.size(), "trial")));
    }

    private List<DescentRate> rates() {
        List<DescentRate> rates = new ArrayList<>();
        for (TrialRow trial : trials) {
            StableRate rate = rate(trial);
            if (rate != null) {
                rates.add(new DescentRate(rate, trial.outcome().kernel().predictedSteps() != null));
            }
        }
        return rates;
    }

    private static @Nullable StableRate rate(TrialRow trial) {
        SpecColumns spec = trial.spec();
        Double rate = trial.outcome().kernel().learningRate();
        Double lambdaMax = trial.outcome().kernel().lambdaMax();
        return spec == null || rate == null || lambdaMax == null
                ? null
                : new StableRate(rate, lambdaMax, spec.training().momentum());
    }

    private List<StartSize> starts() {
        List<StartSize> starts = new ArrayList<>();
        for (TrialRow trial : trials) {
            SpecColumns spec = trial.spec();
            Double loss = trial.outcome().course().initialLoss();
            Double energy = trial.outcome().course().targetEnergy();
            if (spec != null && loss != null && energy != null && energy > 0) {
                starts.add(new StartSize(loss / energy, spec.network().hiddenLayers() == 1));
            }
        }
        return starts;
    }

    /** What messages have in common if they only differ in their numbers. */
    private static String kind(String message) {
        return firstLine(message).replaceAll("[0-9][0-9.,eE+-]*", "#");
    }

    private static String firstLine(String message) {
        return message.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("unknown cause")
                .strip();
    }

    private static String shortened(String message) {
        String line = firstLine(message).replaceFirst("[.!]+$", "");
        if (line.length() <= SHOWN) {
            return line;
        }
        int word = line.lastIndexOf(' ', SHOWN);
        return line.substring(0, word > SHOWN / 2 ? word : SHOWN).strip() + " …";
    }
}
