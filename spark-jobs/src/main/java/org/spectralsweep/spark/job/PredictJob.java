package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.Prediction;
import org.spectralsweep.law.Law;
import org.spectralsweep.spark.table.PredictionRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.sweep.ResponseSpec;

/** Asks fitted laws about points where nothing was trained, and writes the table {@code predictions} anew. */
public final class PredictJob {
    private PredictJob() {}

    /**
     * What a law says of a point.
     *
     * @param row as it is stored
     * @param symbol the left side of the law
     * @param isTime whether that is a time, whose unit is worth saying
     */
    public record Answer(PredictionRow row, String symbol, boolean isTime) {}

    /**
     * What the laws say.
     *
     * @param points as typed, such as {@code frequency=20, density=0.5}. A point may name columns by which a fit groups
     *     or indexes its parameters; then only that group or level answers.
     * @throws BadInput if a point cannot be read, or lacks a column of every law
     */
    public static List<Answer> run(String sweep, UnitStore store, List<FitJob.Fitted> fits, List<String> points)
            throws IOException {
        List<Answer> rows = new ArrayList<>();
        for (String point : points) {
            Map<String, String> values = parsed(point);
            requireColumns(point, values.keySet(), fits);
            List<Answer> answers = new ArrayList<>();
            Set<String> lacking = new LinkedHashSet<>();
            for (FitJob.Fitted fit : fits) {
                PredictionRow row = answer(sweep, fit, values, lacking);
                if (row != null) {
                    ResponseSpec response = fit.group().spec().response();
                    answers.add(new Answer(row, response.symbol(), response.isTime()));
                }
            }
            if (answers.isEmpty()) {
                throw new BadInput("--predict '" + point + "' "
                        + (lacking.isEmpty()
                                ? "is of no group that was fitted"
                                : "must give numbers for " + String.join(" and ", lacking)));
            }
            rows.addAll(answers);
        }
        store.writePredictions(rows.stream().map(Answer::row).toList());
        return rows;
    }

    private static void requireColumns(String point, Set<String> columns, List<FitJob.Fitted> fits) {
        Set<String> known = new LinkedHashSet<>();
        for (FitJob.Fitted fit : fits) {
            known.addAll(fit.group().law().columns());
            known.addAll(fit.group().law().levelColumns());
            known.addAll(fit.group().keys().keySet());
        }
        columns.stream().filter(column -> !known.contains(column)).findFirst().ifPresent(column -> {
            throw new BadInput("--predict '" + point + "' names " + column + ", which no law has; they have "
                    + String.join(", ", known));
        });
    }

    /**
     * Refuses points that cannot be read, before anything is fitted.
     *
     * @throws BadInput with one clear sentence
     */
    public static void check(List<String> points) {
        points.forEach(PredictJob::parsed);
    }

    private static Map<String, String> parsed(String point) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : point.split(",", -1)) {
            int sign = part.indexOf('=');
            if (sign < 1
                    || part.substring(sign + 1).isBlank()
                    || part.substring(sign + 1).contains("=")) {
                throw new BadInput(
                        "--predict must be column=value, column=value, as in \"frequency=20, density=0.5\", but was '"
                                + point + "'");
            }
            values.put(part.substring(0, sign).strip(), part.substring(sign + 1).strip());
        }
        return values;
    }

    /** Whether a law or its group depends on a column. */
    private static boolean isAbout(FitGroup group, String column) {
        return group.law().columns().contains(column)
                || group.law().levelColumns().contains(column)
                || group.keys().containsKey(column);
    }

    private static @Nullable PredictionRow answer(
            String sweep, FitJob.Fitted fit, Map<String, String> values, Set<String> lacking) {
        FitGroup group = fit.group();
        boolean ofGroup = group.keys().entrySet().stream()
                .allMatch(key -> !values.containsKey(key.getKey())
                        || FitGroup.compare(key.getValue(), String.valueOf(values.get(key.getKey()))) == 0);
        if (!ofGroup || !fit.law().isEstimated()) {
            return null;
        }
        Law law = group.law();
        Map<String, Double> covariates = new LinkedHashMap<>();
        for (String column : law.columns()) {
            double value = StoredRow.number(values.getOrDefault(column, ""));
            boolean usable = Double.isFinite(value)
                    && (value > 0 || !law.positiveColumns().contains(column));
            if (!usable) {
                lacking.add(column);
                return null;
            }
            covariates.put(column, value);
        }
        Map<String, String> levels = new LinkedHashMap<>();
        for (String column : law.levelColumns()) {
            String value = values.get(column);
            if (value == null) {
                lacking.add(column);
                return null;
            }
            levels.put(column, StoredPoint.shown(value));
        }
        Prediction prediction = fit.law().at(covariates, levels);
        if (Double.isNaN(prediction.value())) {
            return null;
        }
        return new PredictionRow(
                sweep,
                group.spec().name(),
                group.keyText(),
                law.text(),
                String.join(
                        ", ",
                        values.entrySet().stream()
                                .filter(entry -> isAbout(group, entry.getKey()))
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .toList()),
                group.unit(),
                prediction.value(),
                prediction.ciLow(),
                prediction.ciHigh(),
                group.keys());
    }
}
