package org.spectralsweep.spark.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The folders {@code trials}, {@code hits} and {@code measurements} of one sweep. A unit, which is one trial or a pack of short ones, is
 * one file of the same name in each. {@code trials/<unit>.parquet} is the commit mark: it is renamed into place last and removed first, so
 * where it is, the two others are whole and belong to it. Files that start with a dot are nobody's rows: Spark and DuckDB do not see them.
 *
 * <p>Any Hadoop file system will do whose rename within a folder is atomic: a local or network disk, HDFS.
 */
public final class UnitStore {
    private static final String SUFFIX = ".parquet";
    private static final String SPLITTING = ".splitting";
    private static final String TEMPORARY = ".tmp";
    private static final List<String> MARK_LAST = List.of(MeasurementsTable.NAME, HitsTable.NAME, TrialsTable.NAME);

    private final Place place;
    private final Configuration configuration;
    private final FileSystem files;
    private final Path root;

    /** A store in a folder, which need not be there yet. */
    public UnitStore(Place place) throws IOException {
        this.place = place;
        this.configuration = Place.configuration();
        this.files = place.fileSystem();
        this.root = files.makeQualified(place.hadoop());
    }

    /** A store in the folder that a user typed, which need not be there yet. */
    public UnitStore(String typed) throws IOException {
        this(Place.of(typed));
    }

    /** The rows of one unit. */
    public record Unit(List<TrialRow> trials, List<HitRow> hits, List<MeasurementRow> measurements) {
        /** Copies the lists. */
        public Unit {
            trials = List.copyOf(trials);
            hits = List.copyOf(hits);
            measurements = List.copyOf(measurements);
        }

        /** The rows of one of its trials. */
        Unit only(TrialRow trial) {
            String id = trial.trialId();
            return new Unit(
                    List.of(trial),
                    hits.stream().filter(row -> row.trialId().equals(id)).toList(),
                    measurements.stream()
                            .filter(row -> row.trialId().equals(id))
                            .toList());
        }
    }

    /** Whether the unit's commit mark is there. */
    public boolean isCommitted(String unit) throws IOException {
        return files.exists(path(TrialsTable.NAME, unit + SUFFIX));
    }

    /** The names of all committed units, sorted. */
    public List<String> committed() throws IOException {
        return names(TrialsTable.NAME, "", SUFFIX);
    }

    /** A committed unit's rows of {@code trials}. */
    public List<TrialRow> trials(String unit) throws IOException {
        return trialRows(unit + SUFFIX);
    }

    /** Some columns of a committed unit's rows of {@code trials}. */
    public List<Row> trials(String unit, StructType columns) throws IOException {
        return ParquetFile.read(configuration, path(TrialsTable.NAME, unit + SUFFIX), columns);
    }

    /** All rows of a committed unit. */
    public Unit unit(String unit) throws IOException {
        return read(unit + SUFFIX);
    }

    /**
     * Commits a unit.
     *
     * @param attempt tells apart the attempts at this unit that may run at once
     * @param replace whether rows of an earlier run give way; otherwise the first attempt to finish wins and this one is dropped
     */
    public void commit(String unit, Unit rows, String attempt, boolean replace) throws IOException {
        String temporary = "." + unit + "-" + attempt + TEMPORARY;
        write(
                MeasurementsTable.NAME,
                temporary,
                MeasurementsTable.SCHEMA,
                rows.measurements(),
                MeasurementsTable::toRow);
        write(HitsTable.NAME, temporary, HitsTable.SCHEMA, rows.hits(), HitsTable::toRow);
        write(TrialsTable.NAME, temporary, TrialsTable.SCHEMA, rows.trials(), TrialsTable::toRow);
        if (!replace && isCommitted(unit)) {
            for (String table : MARK_LAST) {
                files.delete(path(table, temporary), false);
            }
            return;
        }
        files.delete(path(TrialsTable.NAME, unit + SUFFIX), false);
        for (String table : MARK_LAST) {
            move(path(table, temporary), path(table, unit + SUFFIX));
        }
    }

    /**
     * Turns a committed pack into units of one trial each, so that one of them can be done again. The pack's rows leave the tables before
     * the single ones appear, so no reader ever meets a trial twice; killed anywhere, {@link #repair} finishes it.
     */
    public void split(String pack) throws IOException {
        for (String table : List.of(TrialsTable.NAME, MeasurementsTable.NAME, HitsTable.NAME)) {
            Path from = path(table, pack + SUFFIX);
            if (files.exists(from)) {
                move(from, path(table, "." + pack + SPLITTING));
            }
        }
        List<TrialRow> trials = trialRows("." + pack + SPLITTING);
        List<TrialRow> missing = new ArrayList<>();
        for (TrialRow trial : trials) {
            if (!isCommitted(trial.trialId())) {
                missing.add(trial);
            }
        }
        if (!missing.isEmpty()) {
            Unit rows = read("." + pack + SPLITTING);
            for (TrialRow trial : missing) {
                commit(trial.trialId(), rows.only(trial), "split", false);
            }
        }
        for (String table : MARK_LAST) {
            files.delete(path(table, "." + pack + SPLITTING), false);
        }
    }

    /**
     * Puts right what a killed driver left: finishes splits, then removes temporary files and rows without a commit mark.
     *
     * @return how many files were removed
     */
    public int repair() throws IOException {
        for (String pack : names(TrialsTable.NAME, ".", SPLITTING)) {
            split(pack);
        }
        int removed = 0;
        TreeSet<String> committed = new TreeSet<>(committed());
        for (String table : MARK_LAST) {
            for (String name : names(table, ".", TEMPORARY)) {
                files.delete(path(table, "." + name + TEMPORARY), false);
                removed++;
            }
            for (String unit : names(table, "", SUFFIX)) {
                if (!committed.contains(unit)) {
                    files.delete(path(table, unit + SUFFIX), false);
                    removed++;
                }
            }
        }
        return removed;
    }

    /** Replaces one file of a table that has no units: a run of {@code runs}, a plan of {@code plans}, the only one of {@code fits} and of {@code comparisons}. */
    void replace(String table, String name, StructType schema, Iterable<Row> rows) throws IOException {
        Path temporary = path(table, "." + name + TEMPORARY);
        ParquetFile.write(configuration, temporary, schema, rows);
        move(temporary, path(table, name + SUFFIX));
    }

    /** All rows of a table, by file name. */
    public List<Row> rows(String table, StructType columns) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String name : names(table, "", SUFFIX)) {
            rows.addAll(ParquetFile.read(configuration, path(table, name + SUFFIX), columns));
        }
        return rows;
    }

    /** The rows of one file of a table. */
    List<Row> rows(String table, String name, StructType columns) throws IOException {
        return ParquetFile.read(configuration, path(table, name + SUFFIX), columns);
    }

    /** The first row of one file of a table. */
    Optional<Row> firstRow(String table, String name, StructType columns) throws IOException {
        return ParquetFile.first(configuration, path(table, name + SUFFIX), columns);
    }

    /** The names of a table's files, sorted. */
    List<String> names(String table) throws IOException {
        return names(table, "", SUFFIX);
    }

    /** Writes the row of a run, over an earlier version of it. */
    public void write(RunRow run) throws IOException {
        replace(RunsTable.NAME, run.runId(), RunsTable.SCHEMA, List.of(RunsTable.toRow(run)));
    }

    /** Writes the table of fits anew. */
    public void write(List<FitRow> fits) throws IOException {
        replace(
                FitsTable.NAME,
                FitsTable.NAME,
                FitsTable.SCHEMA,
                fits.stream().map(FitsTable::toRow).toList());
    }

    /** Writes the table of comparisons anew. */
    public void writeComparisons(List<ComparisonRow> comparisons) throws IOException {
        replace(
                ComparisonsTable.NAME,
                ComparisonsTable.NAME,
                ComparisonsTable.SCHEMA,
                comparisons.stream().map(ComparisonsTable::toRow).toList());
    }

    /** The folder of a table if there is a file in it. */
    public Optional<String> folder(String table) throws IOException {
        return names(table, "", SUFFIX).isEmpty() ? Optional.empty() : Optional.of(new Path(root, table).toString());
    }

    /** Where it is. */
    public Place place() {
        return place;
    }

    /** The folder of the sweep. */
    public Path root() {
        return root;
    }

    private Unit read(String fileName) throws IOException {
        return new Unit(
                trialRows(fileName),
                ParquetFile.read(configuration, path(HitsTable.NAME, fileName), HitsTable.SCHEMA).stream()
                        .map(HitsTable::fromRow)
                        .toList(),
                ParquetFile.read(configuration, path(MeasurementsTable.NAME, fileName), MeasurementsTable.SCHEMA)
                        .stream()
                        .map(MeasurementsTable::fromRow)
                        .toList());
    }

    private List<TrialRow> trialRows(String fileName) throws IOException {
        return ParquetFile.read(configuration, path(TrialsTable.NAME, fileName), TrialsTable.SCHEMA).stream()
                .map(TrialsTable::fromRow)
                .toList();
    }

    private <R> void write(String table, String fileName, StructType schema, List<R> rows, Function<R, Row> toRow)
            throws IOException {
        ParquetFile.write(
                configuration,
                path(table, fileName),
                schema,
                rows.stream().map(toRow).toList());
    }

    private List<String> names(String table, String prefix, String suffix) throws IOException {
        List<String> names = new ArrayList<>();
        FileStatus[] found;
        try {
            found = files.listStatus(new Path(root, table));
        } catch (FileNotFoundException e) {
            return names;
        }
        for (FileStatus status : found) {
            String name = status.getPath().getName();
            boolean hidden = name.startsWith(".");
            if (name.startsWith(prefix) && name.endsWith(suffix) && hidden == prefix.equals(".")) {
                names.add(name.substring(prefix.length(), name.length() - suffix.length()));
            }
        }
        names.sort(null);
        return names;
    }

    /** HDFS refuses to rename onto a file, so the old one goes first; its commit mark is gone by then. */
    private void move(Path from, Path to) throws IOException {
        if (!"file".equals(files.getUri().getScheme())) {
            files.delete(to, false);
        }
        if (!files.rename(from, to)) {
            throw new IOException("cannot rename " + from + " to " + to);
        }
    }

    private Path path(String table, String fileName) {
        return new Path(new Path(root, table), fileName);
    }
}
