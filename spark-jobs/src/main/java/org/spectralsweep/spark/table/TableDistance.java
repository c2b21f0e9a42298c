package org.spectralsweep.spark.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.trial.TrialId;
import org.spectralsweep.trial.TrialJson;

/**
 * How far the tables of two sweeps are apart. Trials are paired by what they train, {@link TrialId#task}, and by their
 * replicate, whatever their ids and engines. Trials of one sweep that only differ in these are paired by their stored
 * cell. {@link TableComparison} asks for equal bits instead.
 *
 * <p>The relative difference of two numbers is |a - b| / max(|a|, |b|), 0 for equal ones. Other values, and a number
 * beside none, are infinitely far apart unless they are equal. Who ran a trial, when, how fast and by which engine is
 * ignored, and so are sentences. Numbers that were measured at a step that only one of two trials has are counted, but
 * they are no difference: trials that end at other steps have other last checkpoints.
 *
 * @param columns every compared column, in the order of the tables
 * @param lonely sentences about rows that only one sweep has
 * @param skipped measurements at steps that only one of two trials has
 */
public record TableDistance(List<Column> columns, List<String> lonely, int skipped) {
    private static final int MOST = 20;

    private static final Set<String> IGNORED = Set.of(
            "trial_id",
            "trajectory_id",
            "cell",
            "spec_json",
            "engine",
            "simd",
            "warnings",
            "error",
            "measurement_rows",
            "sweep");

    private static final int METRIC = Table.MEASUREMENTS.schema().fieldIndex("metric");

    /** Copies the lists. */
    public TableDistance {
        columns = List.copyOf(columns);
        lonely = List.copyOf(lonely);
    }

    /**
     * One column.
     *
     * @param table its table
     * @param name of the column
     * @param rows number of pairs
     * @param differing number of pairs that are not equal
     * @param largest largest relative difference
     * @param place the pair with it; empty if all are equal
     * @param values of that pair, likewise
     */
    public record Column(
            String table, String name, int rows, int differing, double largest, String place, String values) {}

    /** Measures two sweeps' plans against each other. */
    public static TableDistance of(
            UnitStore one, List<PlannedTrial> planOfOne, UnitStore other, List<PlannedTrial> planOfOther)
            throws IOException {
        Sweep first = Sweep.read(one, planOfOne);
        Sweep second = Sweep.read(other, planOfOther);
        List<Column> columns = new ArrayList<>();
        List<String> lonely = new ArrayList<>();
        int skipped = 0;
        for (Map.Entry<String, Rows> table : first.tables().entrySet()) {
            Rows left = table.getValue();
            Rows right = Objects.requireNonNull(second.tables().get(table.getKey()));
            boolean measured = table.getKey().equals(Table.MEASUREMENTS.name());
            List<Key> both = new ArrayList<>();
            for (Key key : left.byKey().keySet()) {
                if (right.byKey().containsKey(key)) {
                    both.add(key);
                }
            }
            int alone = left.byKey().size() + right.byKey().size() - 2 * both.size();
            if (measured) {
                skipped = alone;
            } else {
                left.alone(right, "first", lonely);
                right.alone(left, "second", lonely);
            }
            columns.addAll(left.columns(right, both));
        }
        return new TableDistance(columns, lonely.size() <= MOST ? lonely : lonely.subList(0, MOST), skipped);
    }

    /** The columns that are further apart than a share. */
    public List<Column> beyond(double within) {
        return columns.stream().filter(column -> column.largest() > within).toList();
    }

    /** Whether every row has its pair, and no column is further apart than a share. */
    public boolean isWithin(double within) {
        return lonely.isEmpty() && beyond(within).isEmpty();
    }

    /** |a - b| / max(|a|, |b|). */
    static double relative(@Nullable Object a, @Nullable Object b) {
        if (Objects.equals(a, b)) {
            return 0;
        }
        if (!(a instanceof Number one) || !(b instanceof Number other)) {
            return Double.POSITIVE_INFINITY;
        }
        double x = one.doubleValue();
        double y = other.doubleValue();
        if (x == y) {
            return 0;
        }
        double scale = Math.max(Math.abs(x), Math.abs(y));
        double difference = Math.abs(x - y);
        double share = Double.isFinite(difference) ? difference / scale : Math.abs(x / scale - y / scale);
        return Double.isFinite(share) ? share : Double.POSITIVE_INFINITY;
    }

    /**
     * What a row is paired by.
     *
     * @param trial what pairs its trial; empty for rows that belong to none
     * @param rest values of the other columns that tell rows apart
     */
    private record Key(String trial, List<Object> rest) implements Comparable<Key> {
        static Key of(String trial, StructType schema, Row row, String... columns) {
            return new Key(
                    trial,
                    Arrays.stream(columns)
                            .map(column -> row.get(schema.fieldIndex(column)))
                            .toList());
        }

        /** The key for people, who know a trial by its id. */
        String shown(Row row) {
            String others = rest.stream().map(String::valueOf).collect(Collectors.joining(" "));
            return (trial.isEmpty() ? others : row.getString(0) + " " + others).strip();
        }

        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::trial)
                    .thenComparing(key -> key.rest().toString())
                    .compare(this, other);
        }
    }

    /** The rows of a table by what they are paired by. */
    private record Rows(String table, StructType schema, Map<Key, Row> byKey) {
        void alone(Rows other, String side, List<String> sentences) {
            byKey.forEach((key, row) -> {
                if (!other.byKey.containsKey(key)) {
                    sentences.add(table + " " + key.shown(row) + " is only in the " + side);
                }
            });
        }

        List<Column> columns(Rows other, List<Key> keys) {
            List<Column> found = new ArrayList<>();
            for (int c = 0; c < schema.size(); c++) {
                String name = schema.fields()[c].name();
                if (IGNORED.contains(name) || TableComparison.isOfTheRun(name)) {
                    continue;
                }
                int differing = 0;
                double largest = 0;
                String place = "";
                String values = "";
                for (Key key : keys) {
                    Row row = Objects.requireNonNull(byKey.get(key));
                    Object a = row.get(c);
                    Object b = Objects.requireNonNull(other.byKey.get(key)).get(c);
                    double share = relative(a, b);
                    differing += share > 0 ? 1 : 0;
                    if (share > largest) {
                        largest = share;
                        place = key.shown(row);
                        values = a + " and " + b;
                    }
                }
                found.add(new Column(table, name, keys.size(), differing, largest, place, values));
            }
            return found;
        }
    }

    /** All tables of a sweep by their names. */
    private record Sweep(Map<String, Rows> tables) {
        static Sweep read(UnitStore store, List<PlannedTrial> plan) throws IOException {
            Map<String, List<PlannedTrial>> byRows =
                    plan.stream().collect(Collectors.groupingBy(PlannedTrial::trialId));
            StructType columns = Table.TRIALS.schema();
            List<Row> planned = new ArrayList<>();
            for (Row row : store.rows(Table.TRIALS.name(), columns)) {
                if (byRows.containsKey(row.getString(0))) {
                    planned.add(row);
                }
            }
            Map<String, Long> sharing =
                    planned.stream().collect(Collectors.groupingBy(Sweep::name, Collectors.counting()));
            Map<String, String> names = new TreeMap<>();
            Map<Key, Row> trials = new TreeMap<>();
            for (Row row : planned) {
                String name = name(row);
                if (Objects.requireNonNull(sharing.get(name)) > 1) {
                    name = "cell " + row.getString(columns.fieldIndex("cell")) + replicate(row);
                }
                names.put(row.getString(0), name);
                trials.put(new Key(name, List.of()), row);
            }
            Map<String, Rows> tables = new LinkedHashMap<>();
            tables.put(Table.TRIALS.name(), new Rows(Table.TRIALS.name(), columns, trials));
            for (Table<?> table : List.of(Table.HITS, Table.MEASUREMENTS)) {
                boolean measured = table == Table.MEASUREMENTS;
                String[] key = measured
                        ? new String[] {"metric", "scope", "index", "step"}
                        : new String[] {"region", "threshold"};
                Map<Key, Row> rows = new TreeMap<>();
                for (Row row : store.rows(table.name(), table.schema())) {
                    String name = names.get(row.getString(0));
                    if (name == null) {
                        continue;
                    }
                    boolean asked = !measured
                            || byRows.getOrDefault(row.getString(0), List.of()).stream()
                                    .anyMatch(trial -> trial.measures(row.getString(METRIC)));
                    if (asked) {
                        rows.putIfAbsent(Key.of(name, table.schema(), row, key), row);
                    }
                }
                tables.put(table.name(), new Rows(table.name(), table.schema(), rows));
            }
            Map<Key, Row> fits = new TreeMap<>();
            StructType ofFits = Table.FITS.schema();
            for (Row row : store.rows(Table.FITS.name(), ofFits)) {
                fits.put(Key.of("", ofFits, row, "fit", "law", "estimator", "group_keys", "parameter"), row);
            }
            tables.put(Table.FITS.name(), new Rows(Table.FITS.name(), ofFits, fits));
            return new Sweep(tables);
        }

        /** What pairs a trial: its task and replicate, or its id if this version cannot read its spec. */
        private static String name(Row row) {
            try {
                String json = row.getString(Table.TRIALS.schema().fieldIndex("spec_json"));
                return "task " + TrialId.task(TrialJson.read(json)) + replicate(row);
            } catch (IllegalArgumentException e) {
                return "trial " + row.getString(0);
            }
        }

        private static String replicate(Row row) {
            return " replicate " + row.get(Table.TRIALS.schema().fieldIndex("replicate"));
        }
    }
}
