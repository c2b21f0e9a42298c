package org.spectralsweep.spark.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Says whether two sweeps' tables are equal. It compares {@code trials}, {@code hits}, {@code measurements},
 * {@code fits} and {@code comparisons} bit for bit, whatever the order of rows and files. Who ran a trial, when and how
 * fast is ignored. In {@code trials}, {@code hits} and {@code measurements} only the rows of one plan count, by the ids
 * that its trials have in their spec.
 *
 * @param differences one sentence for each difference, at most {@value #MOST}; empty if the tables are equal
 * @param rows number of compared rows of the first sweep, by table
 * @param different the tables that differ, also those of which no sentence is left
 */
public record TableComparison(List<String> differences, Map<String, Integer> rows, Set<String> different) {
    private static final int MOST = 20;

    /** Columns that rows of an older version lack. Such rows are equal to new ones if all other columns are. */
    private static final Set<String> ADDED_LATER = Set.of("target_energy", "hit_rows", "measurement_rows", "groups");

    private static final Set<String> ELSEWHERE =
            Set.of("run_id", "host", "attempt", "gflops", "vector_bits", "product_library");

    /** Columns that may differ between trials that only watch the same training in different ways. */
    private static final Set<String> OF_THE_SPEC = Set.of("cell", "spec_json", "measurement_rows");

    private static final int METRIC = Table.MEASUREMENTS.schema().fieldIndex("metric");

    /** Copies the collections. */
    public TableComparison {
        differences = List.copyOf(differences);
        rows = Map.copyOf(rows);
        different = Set.copyOf(different);
    }

    /** Whether a column says who ran a trial, when or how fast, which two equal sweeps may differ in. */
    static boolean isOfTheRun(String field) {
        return ELSEWHERE.contains(field) || field.endsWith("_seconds");
    }

    /** Compares the sweeps of two folders' last plans. If a folder's runs wrote no plan, all its rows count. */
    public static TableComparison of(UnitStore one, UnitStore other) throws IOException {
        return of(one, lastPlan(one), other, lastPlan(other));
    }

    /**
     * Compares two sweeps trial by trial, whatever ids their rows have. Of rows that measured more, only what the trial
     * asks for is compared.
     *
     * @param planOfOne the first sweep's trials; null for all rows
     * @param planOfOther the second sweep's trials; null for all rows
     */
    public static TableComparison of(
            UnitStore one,
            @Nullable List<PlannedTrial> planOfOne,
            UnitStore other,
            @Nullable List<PlannedTrial> planOfOther)
            throws IOException {
        List<String> differences = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        Set<String> different = new TreeSet<>();
        for (Compared table : List.of(
                new Compared(Table.TRIALS.name(), Table.TRIALS.schema(), 1, true),
                new Compared(Table.HITS.name(), Table.HITS.schema(), 4, true),
                new Compared(Table.MEASUREMENTS.name(), Table.MEASUREMENTS.schema(), 5, true),
                new Compared(Table.FITS.name(), Table.FITS.schema(), 6, false),
                new Compared(Table.COMPARISONS.name(), Table.COMPARISONS.schema(), 2, false))) {
            int before = differences.size();
            Map<String, Found> left = table.byKey(one, planOfOne, differences);
            Map<String, Found> right = table.byKey(other, planOfOther, differences);
            counts.put(table.name(), left.size());
            table.compare(left, right, differences);
            if (differences.size() > before) {
                different.add(table.name());
            }
        }
        return new TableComparison(differences.stream().limit(MOST).toList(), counts, different);
    }

    private static @Nullable List<PlannedTrial> lastPlan(UnitStore store) throws IOException {
        return new PlanStore(store)
                .last()
                .map(rows -> rows.stream().map(PlanRow::trial).toList())
                .orElse(null);
    }

    /**
     * @param shared whether the row is that of another trial, whose spec and cell differ from those of the compared one
     */
    private record Found(Row row, boolean shared) {}

    /** @param ofTrials whether the first column is a trial's id */
    private record Compared(String name, StructType schema, int keyColumns, boolean ofTrials) {
        void compare(Map<String, Found> left, Map<String, Found> right, List<String> differences) {
            Set<String> keys = new TreeSet<>(left.keySet());
            keys.addAll(right.keySet());
            for (String key : keys) {
                Found a = left.get(key);
                Found b = right.get(key);
                if (a == null || b == null) {
                    differences.add(name + " " + key + " is only in the " + (a == null ? "second" : "first"));
                    continue;
                }
                for (int column = 0; column < schema.size(); column++) {
                    String field = schema.fields()[column].name();
                    // Row.get boxes its values, and Double.equals compares bits.
                    boolean unknown = a.row().isNullAt(column) || b.row().isNullAt(column);
                    if (isCompared(field, a.shared() || b.shared())
                            && !(ADDED_LATER.contains(field) && unknown)
                            && !Objects.equals(a.row().get(column), b.row().get(column))) {
                        differences.add(name + " " + key + ": " + field + " is "
                                + a.row().get(column) + " and " + b.row().get(column));
                    }
                }
            }
        }

        private boolean isCompared(String field, boolean shared) {
            return !isOfTheRun(field)
                    && !(ofTrials && field.equals("trial_id"))
                    && !(shared && OF_THE_SPEC.contains(field));
        }

        Map<String, Found> byKey(UnitStore store, @Nullable List<PlannedTrial> plan, List<String> differences)
                throws IOException {
            Map<String, List<PlannedTrial>> byRows = plan == null || !ofTrials
                    ? Map.of()
                    : plan.stream().collect(Collectors.groupingBy(PlannedTrial::trialId));
            Map<String, Found> rows = new TreeMap<>();
            for (Row row : store.rows(name, schema)) {
                List<PlannedTrial> trials = plan == null || !ofTrials
                        ? List.of(PlannedTrial.ofItself(String.valueOf(row.get(0)), "", ""))
                        : byRows.getOrDefault(row.getString(0), List.of());
                for (PlannedTrial trial : trials) {
                    if (!name.equals(Table.MEASUREMENTS.name()) || trial.measures(row.getString(METRIC))) {
                        boolean shared = !trial.trialId().equals(trial.specTrialId());
                        if (rows.put(key(trial.specTrialId(), row), new Found(row, shared)) != null) {
                            differences.add(name + " " + key(trial.specTrialId(), row) + " is there twice");
                        }
                    }
                }
            }
            return rows;
        }

        private String key(String first, Row row) {
            return IntStream.range(0, keyColumns)
                    .mapToObj(column -> column == 0 ? first : String.valueOf(row.get(column)))
                    .collect(Collectors.joining(" "));
        }
    }
}
