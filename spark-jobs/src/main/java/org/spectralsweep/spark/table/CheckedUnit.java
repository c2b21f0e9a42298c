package org.spectralsweep.spark.table;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Checks that all rows of a work unit are there. Its three files must be whole, have as many rows as the trials say,
 * and belong to these trials. Trials that an early version wrote do not count their rows. Their files only have to be
 * whole and belong to these trials.
 */
final class CheckedUnit {
    private static final StructType COLUMNS = new StructType(Stream.of("trial_id", "hit_rows", "measurement_rows")
            .map(Table.TRIALS.schema()::apply)
            .toArray(StructField[]::new));

    private CheckedUnit() {}

    /**
     * Checks a work unit by its file name.
     *
     * @throws DamagedFile if something is missing or altered
     */
    static void check(TableFiles files, String fileName) throws IOException {
        TableFile mark = files.read(Table.TRIALS.name(), fileName);
        mark.check(Table.TRIALS.schema());
        TreeMap<String, @Nullable RowCounts> trials = new TreeMap<>();
        List<Row> rows = mark.rows(COLUMNS);
        for (Row row : rows) {
            trials.put(
                    row.getString(0),
                    row.isNullAt(1) || row.isNullAt(2) ? null : new RowCounts(row.getLong(1), row.getLong(2)));
        }
        Path path = files.path(Table.TRIALS.name(), fileName);
        if (trials.isEmpty()) {
            throw new DamagedFile(path, "has no rows");
        }
        if (trials.size() < rows.size()) {
            throw new DamagedFile(path, "holds a trial twice");
        }
        check(files, Table.HITS.name(), fileName, Table.HITS.schema(), trials, RowCounts::hitRows);
        check(
                files,
                Table.MEASUREMENTS.name(),
                fileName,
                Table.MEASUREMENTS.schema(),
                trials,
                RowCounts::measurementRows);
    }

    /**
     * Checks a segment by its digests.
     *
     * @throws DamagedFile if something is missing or altered
     */
    static void check(TableFiles files, String name, Manifest manifest) throws IOException {
        Path mark = files.path(Table.TRIALS.name(), name + TableFiles.SUFFIX);
        Manifest.Segment segment = manifest.segment(name).orElseThrow(() -> new DamagedFile(mark, "is in no manifest"));
        for (String table : MarkedUnits.MARK_LAST) {
            Path path = files.path(table, name + TableFiles.SUFFIX);
            Manifest.Content content = segment.files().get(table);
            if (content == null) {
                throw new DamagedFile(path, "is in no manifest");
            }
            if (!TableFile.digest(files.files(), path).equals(content.sha256())) {
                throw new DamagedFile(path, "is cut or altered");
            }
        }
    }

    private static void check(
            TableFiles files,
            String table,
            String fileName,
            StructType schema,
            TreeMap<String, @Nullable RowCounts> trials,
            ToLongFunction<RowCounts> count)
            throws IOException {
        TableFile.Contents contents = files.read(table, fileName).check(schema);
        Path path = files.path(table, fileName);
        TreeSet<String> withRows = new TreeSet<>();
        long expected = 0;
        boolean counted = true;
        for (var trial : trials.entrySet()) {
            RowCounts counts = trial.getValue();
            counted &= counts != null;
            long of = counts == null ? 0 : count.applyAsLong(counts);
            expected += of;
            if (of > 0) {
                withRows.add(trial.getKey());
            }
        }
        if (counted && contents.rows() != expected) {
            throw new DamagedFile(path, "has " + contents.rows() + " rows where its trials have " + expected);
        }
        boolean foreign = counted && !withRows.isEmpty()
                ? differs(contents.first(), withRows.first()) || differs(contents.last(), withRows.last())
                : Stream.concat(contents.first().stream(), contents.last().stream())
                        .anyMatch(id -> !trials.containsKey(id));
        if (foreign) {
            throw new DamagedFile(path, "holds rows of other trials");
        }
    }

    private static boolean differs(Optional<String> found, String expected) {
        return found.isPresent() && !found.get().equals(expected);
    }
}
