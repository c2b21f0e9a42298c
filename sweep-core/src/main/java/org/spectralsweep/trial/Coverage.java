package org.spectralsweep.trial;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.spectralsweep.metric.Amplitude;
import org.spectralsweep.metric.Metric;
import org.spectralsweep.metric.Scene;
import org.spectralsweep.spec.SpecNames;
import org.spectralsweep.theory.Theory;

/**
 * What a stored trial's rows lack of the observations that another trial of the same trajectory wants. A stored metric
 * serves only if all of its options are the same. It does not serve if another metric of the stored trial fills the
 * same columns.
 *
 * @param lacking what would have to be measured in training, one clause each; empty if nothing is missing
 * @param spectra whether the spectra have to be computed, which needs no training
 */
public record Coverage(List<String> lacking, boolean spectra) {
    /** Copies the clauses. */
    public Coverage {
        lacking = List.copyOf(lacking);
    }

    /** Compares a stored trial with a wanted one; both belong to one trajectory. */
    public static Coverage of(TrialSpec stored, TrialSpec wanted) {
        List<String> lacking = new ArrayList<>();
        if (!Set.copyOf(stored.thresholds()).equals(Set.copyOf(wanted.thresholds()))) {
            lacking.add("the thresholds differ");
        } else if (!stored.stopNames().equals(wanted.stopNames())) {
            lacking.add("stop-when differs");
        }
        if (!stored.checkpoints().equals(wanted.checkpoints())) {
            lacking.add("the checkpoints differ");
        }
        boolean grid = gridFrequency(stored) == gridFrequency(wanted);
        wanted.metrics().stream()
                .flatMap(metric -> obstacle(metric, stored, wanted, grid).stream())
                .forEach(lacking::add);
        boolean covered = stored.theory().containsAll(wanted.theory())
                && stored.theory().stream()
                        .filter(theory -> !wanted.theory().contains(theory))
                        .noneMatch(theory -> overlap(theory.columns(), columns(wanted.theory())));
        return new Coverage(lacking, !covered);
    }

    /** Whether the stored rows hold all that is wanted. */
    public boolean isWhole() {
        return lacking.isEmpty() && !spectra;
    }

    /** The names in {@code measurements} of everything that a trial observes. */
    public static List<String> columns(TrialSpec trial) {
        return Stream.concat(measured(trial).stream(), columns(trial.theory()).stream())
                .toList();
    }

    /** The names of what its metrics observe. */
    public static List<String> measured(TrialSpec trial) {
        return trial.metrics().stream()
                .flatMap(metric -> metric.columns().stream())
                .distinct()
                .toList();
    }

    private static List<String> columns(List<Theory> spectra) {
        return spectra.stream()
                .flatMap(theory -> theory.columns().stream())
                .distinct()
                .toList();
    }

    private static List<String> obstacle(Metric metric, TrialSpec stored, TrialSpec wanted, boolean grid) {
        String name = "the metric " + SpecNames.kebab(metric.getClass().getSimpleName());
        if (!stored.metrics().contains(metric)) {
            boolean otherwise = stored.metrics().stream().anyMatch(other -> other.getClass() == metric.getClass());
            return List.of(name + (otherwise ? " had other options" : " was not measured"));
        }
        if (metric instanceof Amplitude && !grid) {
            return List.of(name + " was measured on another grid");
        }
        boolean shared = stored.metrics().stream()
                .filter(other -> !wanted.metrics().contains(other))
                .anyMatch(other -> overlap(other.columns(), metric.columns()));
        return shared ? List.of(name + " shares columns with other metrics that were measured") : List.of();
    }

    /** The highest frequency of any amplitude metric, which decides how fine the grid of amplitudes is. */
    private static int gridFrequency(TrialSpec trial) {
        return Scene.highestFrequency(trial.domain(), trial.target(), trial.metrics());
    }

    private static boolean overlap(List<String> one, List<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return !both.isEmpty();
    }
}
