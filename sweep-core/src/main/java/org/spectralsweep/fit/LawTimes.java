package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.spectralsweep.law.Law;

/**
 * The times of one law as the observations that its estimators take.
 *
 * @param laws the laws that are fitted to the same times: a time enters if all of them can use it
 * @param times that it is fitted to
 * @param flowTime whether they are read in gradient-flow time; otherwise in updates
 */
public record LawTimes(List<Law> laws, List<? extends LawTime> times, boolean flowTime) {
    /** The column of the kernel's own time. */
    public static final String PREDICTED_TIME = "predicted_time";

    /** Copies the list. */
    public LawTimes {
        laws = List.copyOf(laws);
        times = List.copyOf(times);
    }

    /** The times of one law. */
    public LawTimes(Law law, List<? extends LawTime> times, boolean flowTime) {
        this(List.of(law), times, flowTime);
    }

    /** Whether a law can be one for gradient-flow time: every time must have it, since a law has one unit. */
    public static boolean haveFlowTime(List<? extends LawTime> times) {
        return times.stream().allMatch(time -> time.response().hasFlowTime());
    }

    /**
     * The measured times. A threshold that held before the first update was reached somewhere within one, so the law's
     * logarithm sees an interval. A covariate that has no logarithm where the law needs one leaves its time out, see
     * {@link #unusable}. So is a trial that was not trained: only its kernel has a time.
     */
    public List<Observation> measured() {
        List<Observation> observations = new ArrayList<>();
        Needs needs = needs();
        for (LawTime time : times) {
            Response hit = time.response();
            if (!hit.isPredictedOnly()) {
                Double reached = hit.upper(flowTime);
                double upper =
                        reached == null ? Double.POSITIVE_INFINITY : reached == 0 ? hit.oneStep(flowTime) : reached;
                add(observations, needs, time, hit.lower(flowTime), upper);
            }
        }
        return observations;
    }

    /** The kernel's own times on the same samples. */
    public List<Observation> kernel() {
        List<Observation> observations = new ArrayList<>();
        Needs needs = needs();
        for (LawTime time : times) {
            Double predicted = time.response().predicted(flowTime);
            if (predicted != null) {
                add(observations, needs, time, predicted, predicted);
            }
        }
        return observations;
    }

    private void add(List<Observation> observations, Needs needs, LawTime time, double lower, double upper) {
        if (Double.isFinite(lower) && upper > 0 && (lower > 0 || upper < Double.POSITIVE_INFINITY)) {
            Place place = needs.place(this, time);
            if (place.usable()) {
                observations.add(new Observation(place.covariates(), place.levels(), lower, upper, time.cell(), 1));
            }
        }
    }

    /** How many times have a covariate that the law cannot use: missing, or without a logarithm. */
    public long unusable() {
        Needs needs = needs();
        return times.stream().filter(time -> !needs.place(this, time).usable()).count();
    }

    /** How many values a law cannot give, since they are not positive numbers. */
    public long nonpositive() {
        return times.stream()
                .map(LawTime::response)
                .filter(response -> response instanceof MeasuredValue measured && !measured.isPositive())
                .count();
    }

    /** How many times say nothing: the trial was given up before its first update. */
    public long unbegun() {
        Needs needs = needs();
        return times.stream()
                .filter(time ->
                        needs.place(this, time).usable() && !time.response().isPredictedOnly())
                .filter(time -> time.response().upper(flowTime) == null
                        && !(time.response().lower(flowTime) > 0))
                .count();
    }

    /** The kernel's own time is read in the unit of the law. */
    private double number(LawTime time, String column) {
        if (!column.equals(PREDICTED_TIME)) {
            return time.number(column);
        }
        Double predicted = time.response().predicted(flowTime);
        return predicted == null ? Double.NaN : predicted;
    }

    /** What the laws see of a time, and whether they can use it. Times that agree in it share one. */
    private record Place(Map<String, Double> covariates, Map<String, String> levels, boolean usable) {}

    /**
     * What the laws ask of a time. To find it takes a walk through their formulas, which is not repeated for each time.
     *
     * @param columns numbers
     * @param levels columns that parameters are indexed by
     * @param positive which numbers must be positive
     * @param known the places of the times so far, by their values
     */
    private record Needs(
            List<String> columns, List<String> levels, Set<String> positive, Map<List<Object>, Place> known) {
        private Place place(LawTimes times, LawTime time) {
            List<Object> values = new ArrayList<>(columns.size() + levels.size());
            columns.forEach(column -> values.add(times.number(time, column)));
            levels.forEach(column -> values.add(time.text(column)));
            return known.computeIfAbsent(values, this::place);
        }

        private Place place(List<Object> values) {
            Map<String, Double> covariates = new HashMap<>();
            Map<String, String> texts = new HashMap<>();
            for (int k = 0; k < columns.size(); k++) {
                covariates.put(columns.get(k), (Double) values.get(k));
            }
            for (int k = 0; k < levels.size(); k++) {
                texts.put(levels.get(k), (String) values.get(columns.size() + k));
            }
            return new Place(NamedValues.copyOf(covariates), NamedValues.copyOf(texts), isUsable(covariates, texts));
        }

        private boolean isUsable(Map<String, Double> covariates, Map<String, String> texts) {
            return covariates.entrySet().stream()
                            .allMatch(entry -> Double.isFinite(entry.getValue())
                                    && (entry.getValue() > 0 || !positive.contains(entry.getKey())))
                    && texts.values().stream().noneMatch(String::isEmpty);
        }
    }

    private Needs needs() {
        return new Needs(
                laws.stream().flatMap(law -> law.columns().stream()).distinct().toList(),
                laws.stream()
                        .flatMap(law -> law.levelColumns().stream())
                        .distinct()
                        .toList(),
                laws.stream().flatMap(law -> law.positiveColumns().stream()).collect(Collectors.toSet()),
                new HashMap<>());
    }
}
