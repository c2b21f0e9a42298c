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

/**
 * Whether two sweeps' tables are equal: {@code trials}, {@code hits}, {@code measurements}, {@code fits} and {@code comparisons} bit for
 * bit, whatever the order of rows and files, apart from who ran a trial when and how fast.
 *
 * @param differences one sentence each, at most {@value #MOST}; none if the tables are equal
 * @param rows compared rows of the first by table
 */
public record TableComparison(List<String> differences, Map<String, Integer> rows) {
    private static final int MOST = 20;

    /** Columns that rows of an older version lack: such rows are equal to new ones without them. */
    private static final Set<String> ADDED_LATER = Set.of("target_energy", "hit_rows", "measurement_rows");

    private static final Set<String> ELSEWHERE = Set.of("run_id", "host", "attempt", "gflops");

    /** Copies the list. */
    public TableComparison {
        differences = List.copyOf(differences);
        rows = Map.copyOf(rows);
    }

    /** Compares two sweeps. */
    public static TableComparison of(UnitStore one, UnitStore other) throws IOException {
        List<String> differences = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        compare(one, other, TrialsTable.NAME, TrialsTable.SCHEMA, 1, differences, counts);
        compare(one, other, HitsTable.NAME, HitsTable.SCHEMA, 4, differences, counts);
        compare(one, other, MeasurementsTable.NAME, MeasurementsTable.SCHEMA, 5, differences, counts);
        compare(one, other, FitsTable.NAME, FitsTable.SCHEMA, 6, differences, counts);
        compare(one, other, ComparisonsTable.NAME, ComparisonsTable.SCHEMA, 2, differences, counts);
        return new TableComparison(differences.stream().limit(MOST).toList(), counts);
    }

    private static void compare(
            UnitStore one,
            UnitStore other,
            String table,
            StructType schema,
            int keyColumns,
            List<String> differences,
            Map<String, Integer> counts)
            throws IOException {
        Map<String, Row> left = byKey(one, table, schema, keyColumns, differences);
        Map<String, Row> right = byKey(other, table, schema, keyColumns, differences);
        counts.put(table, left.size());
        Set<String> keys = new TreeSet<>(left.keySet());
        keys.addAll(right.keySet());
        for (String key : keys) {
            Row a = left.get(key);
            Row b = right.get(key);
            if (a == null || b == null) {
                differences.add(table + " " + key + " is only in the " + (a == null ? "second" : "first"));
                continue;
            }
            for (int column = 0; column < schema.size(); column++) {
                String name = schema.fields()[column].name();
                // Row.get boxes, and Double.equals compares bits.
                if (!ELSEWHERE.contains(name)
                        && !name.endsWith("_seconds")
                        && !(ADDED_LATER.contains(name) && (a.isNullAt(column) || b.isNullAt(column)))
                        && !Objects.equals(a.get(column), b.get(column))) {
                    differences.add(table + " " + key + ": " + name + " is " + a.get(column) + " and " + b.get(column));
                }
            }
        }
    }

    private static Map<String, Row> byKey(
            UnitStore store, String table, StructType schema, int keyColumns, List<String> differences)
            throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        for (Row row : store.rows(table, schema)) {
            String key = IntStream.range(0, keyColumns)
                    .mapToObj(column -> String.valueOf(row.get(column)))
                    .collect(Collectors.joining(" "));
            if (rows.put(key, row) != null) {
                differences.add(table + " " + key + " is there twice");
            }
        }
        return rows;
    }
}
