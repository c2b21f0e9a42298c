package org.spectralsweep.spark.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The tables of one sweep. The folders {@code trials}, {@code hits} and {@code measurements} hold work units. Each work
 * unit is one trial or a pack of short ones. The {@link CommitLog} says which work units are committed, and only their
 * rows count. The other tables are files that are replaced as a whole. Damaged files are left out, and {@link #damaged}
 * names them.
 *
 * <p>It works on any Hadoop file system whose rename within a folder is atomic: a local or network disk, or HDFS.
 */
public final class UnitStore {
    private static final Set<String> UNITS = Set.of(Table.TRIALS.name(), Table.HITS.name(), Table.MEASUREMENTS.name());

    private static final Map<String, StructType> OTHERS = new TreeMap<>(Map.of(
            Table.RUNS.name(), Table.RUNS.schema(),
            Table.FITS.name(), Table.FITS.schema(),
            Table.INFLUENCE.name(), Table.INFLUENCE.schema(),
            Table.TESTS.name(), Table.TESTS.schema(),
            Table.PREDICTIONS.name(), Table.PREDICTIONS.schema(),
            Table.COMPARISONS.name(), Table.COMPARISONS.schema(),
            Table.PLANS.name(), Table.PLANS.schema()));

    private final Place place;
    private final TableFiles files;
    private final Fence fence;
    private final CommitLog log;

    /** Makes a store in a folder, which need not exist yet. */
    public UnitStore(Place place) throws IOException {
        this(place, opened(place), Fence.OPEN);
    }

    /** Makes a store in the folder that a user typed, which need not exist yet. */
    public UnitStore(String typed) throws IOException {
        this(Place.of(typed));
    }

    UnitStore(Place place, TableFiles files, Fence fence) {
        this.place = place;
        this.files = files;
        this.fence = fence;
        this.log = new MarkedUnits(files, fence);
    }

    /** The same store for a writer that must ask the fence before it writes. */
    public UnitStore behind(Fence other) {
        return new UnitStore(place, files, other);
    }

    private static TableFiles opened(Place place) throws IOException {
        FileSystem files = place.fileSystem();
        return new TableFiles(files, Place.configuration(), files.makeQualified(place.hadoop()), FolderSync.of(files));
    }

    /** The rows of one work unit. Each of its trials knows how many rows it has in the other tables. */
    public record Unit(List<TrialRow> trials, List<HitRow> hits, List<MeasurementRow> measurements) {
        /** Copies the lists, and counts the rows of each trial. */
        public Unit {
            hits = List.copyOf(hits);
            measurements = List.copyOf(measurements);
            Map<String, Long> hitRows = counts(hits, HitRow::trialId);
            Map<String, Long> measurementRows = counts(measurements, MeasurementRow::trialId);
            trials = trials.stream()
                    .map(trial -> trial.counting(new RowCounts(
                            hitRows.getOrDefault(trial.trialId(), 0L),
                            measurementRows.getOrDefault(trial.trialId(), 0L))))
                    .toList();
        }

        private static <R> Map<String, Long> counts(List<R> rows, Function<R, String> trial) {
            return rows.stream().collect(Collectors.groupingBy(trial, Collectors.counting()));
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

        /** Writes one file a table. */
        void write(TableFiles files, String fileName) throws IOException {
            write(files, Table.MEASUREMENTS, fileName, measurements);
            write(files, Table.HITS, fileName, hits);
            write(files, Table.TRIALS, fileName, trials);
        }

        private static <R extends Record> void write(TableFiles files, Table<R> table, String fileName, List<R> rows)
                throws IOException {
            files.write(
                    table.name(),
                    fileName,
                    table.schema(),
                    rows.stream().map(table::toRow).toList());
        }

        static Unit read(TableFiles files, String fileName) throws IOException {
            return new Unit(
                    trials(files, fileName),
                    rows(files, Table.HITS, fileName),
                    rows(files, Table.MEASUREMENTS, fileName));
        }

        static List<TrialRow> trials(TableFiles files, String fileName) throws IOException {
            return rows(files, Table.TRIALS, fileName);
        }

        private static <R extends Record> List<R> rows(TableFiles files, Table<R> table, String fileName)
                throws IOException {
            TableFile file = files.read(table.name(), fileName);
            file.check(table.schema());
            return file.rows(table.schema()).stream().map(table::fromRow).toList();
        }
    }

    /** Whether the work unit is committed and all its rows are there. */
    public boolean isCommitted(String unit) throws IOException {
        return log.isCommitted(unit);
    }

    /** The names of all committed work units, sorted. */
    public List<String> committed() throws IOException {
        return log.committed();
    }

    /** A committed work unit's rows of {@code trials}. */
    public List<TrialRow> trials(String unit) throws IOException {
        return Unit.trials(files, unit + TableFiles.SUFFIX);
    }

    /** Some columns of a committed work unit's rows of {@code trials}. */
    public List<Row> trials(String unit, StructType columns) throws IOException {
        return files.read(Table.TRIALS.name(), unit + TableFiles.SUFFIX).rows(columns);
    }

    /** All rows of a committed work unit. */
    public Unit unit(String unit) throws IOException {
        return Unit.read(files, unit + TableFiles.SUFFIX);
    }

    /** Commits a work unit, see {@link CommitLog#commit}. */
    public void commit(String unit, Unit rows, String attempt, boolean replace) throws IOException {
        if (fence == Fence.OPEN) {
            makeFolders();
        }
        log.commit(unit, rows, attempt, replace);
    }

    /** Makes the folders of work units. A writer behind a fence must find them; otherwise the folder was moved away. */
    public void makeFolders() throws IOException {
        for (String table : UNITS) {
            files.makeFolder(table);
        }
    }

    /** Turns a committed pack into work units of one trial each, see {@link CommitLog#split}. */
    public void split(String pack) throws IOException {
        log.split(pack);
    }

    /** Repairs what a killed driver left, see {@link CommitLog#repair}. */
    public int repair() throws IOException {
        return log.repair(fence.spared());
    }

    /** Asks the fence, see {@link Fence#check}. */
    public void check() throws IOException {
        fence.check();
    }

    /** Names the run that begins, see {@link Fence#begin}. */
    public void begin(String run, boolean distributed) throws IOException {
        fence.begin(run, distributed);
    }

    /** What tasks must find in the folder. It is empty if everybody may write. */
    public Optional<Token> token() {
        return fence.token();
    }

    /** The same store for a task of the driver that holds the folder's lease. Without a token, the task asks nobody. */
    public UnitStore behind(Optional<Token> token) {
        return token.isEmpty() ? this : behind(() -> token.get().check(files));
    }

    /** The leases of the folder. */
    public LeaseStore leases() {
        return new LeaseFiles(files);
    }

    /** The saved states of trainings. */
    public StateFiles states() {
        return new StateFiles(files, fence);
    }

    /** Writes a small file of the results folder itself, so that it survives a loss of power. */
    public void publish(String fileName, byte[] content) throws IOException {
        files.publish(fileName, content);
    }

    /** What was committed and is no longer whole. */
    public List<Damage> damaged() throws IOException {
        List<Damage> damaged = new ArrayList<>(log.damaged());
        for (String table : OTHERS.keySet()) {
            for (String name : files.names(table)) {
                damage(table, name).ifPresent(damaged::add);
            }
        }
        return damaged;
    }

    /** Moves damaged files into the folder {@code damaged}, so that they are made again. Returns what was damaged. */
    public List<Damage> setAside() throws IOException {
        List<Damage> damaged = damaged();
        log.setAside(damaged.stream().filter(Damage::ofUnit).toList());
        for (Damage damage : damaged) {
            if (!damage.ofUnit() && damage.readable()) {
                fence.check();
                files.setAside(damage.table(), damage.name() + TableFiles.SUFFIX);
            }
        }
        return damaged;
    }

    private Optional<Damage> damage(String table, String name) {
        try {
            files.read(table, name + TableFiles.SUFFIX).check(Objects.requireNonNull(OTHERS.get(table)));
            return Optional.empty();
        } catch (DamagedFile e) {
            return Optional.of(new Damage(table, name, e.sentence(), true));
        } catch (IOException e) {
            return Optional.of(new Damage(table, name, "cannot be read: " + AccessProblem.of(e), false));
        }
    }

    /**
     * Replaces one file of a table that has no work units. This is a run of {@code runs}, a plan of {@code plans}, or
     * the only file of {@code fits} and of {@code comparisons}.
     */
    void replace(String table, String name, StructType schema, Iterable<Row> rows) throws IOException {
        fence.check();
        String temporary = "." + name + TableFiles.TEMPORARY;
        files.makeFolder(table);
        files.write(table, temporary, schema, rows);
        fence.check();
        files.rename(table, temporary, name + TableFiles.SUFFIX);
        files.sync(table);
    }

    /** All committed rows of a table. */
    public <R extends Record> List<R> rows(Table<R> table) throws IOException {
        return rows(table.name(), table.schema()).stream().map(table::fromRow).toList();
    }

    /** All rows of a table's whole files, sorted by file name. Of work units, only the committed ones count. */
    public List<Row> rows(String table, StructType columns) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String name : names(table)) {
            rows.addAll(rows(table, name, columns));
        }
        return rows;
    }

    /** The rows of one file of a table. */
    List<Row> rows(String table, String name, StructType columns) throws IOException {
        return files.read(table, name + TableFiles.SUFFIX).rows(columns);
    }

    /** The first row of one file of a table. */
    Optional<Row> firstRow(String table, String name, StructType columns) throws IOException {
        return rows(table, name, columns).stream().findFirst();
    }

    /** The names of a table's whole files, sorted. Of work units, only the committed ones count. */
    List<String> names(String table) throws IOException {
        if (UNITS.contains(table)) {
            return committed();
        }
        return files.names(table).stream()
                .filter(name ->
                        !OTHERS.containsKey(table) || damage(table, name).isEmpty())
                .toList();
    }

    /** Writes the row of a run, replacing an earlier version of it. */
    public void write(RunRow run) throws IOException {
        replace(Table.RUNS.name(), run.runId(), Table.RUNS.schema(), List.of(Table.RUNS.toRow(run)));
    }

    /** Writes the tables of fits and of what cells do to them anew. */
    public void write(List<FitRow> fits, List<InfluenceRow> influence) throws IOException {
        replace(Table.FITS, fits);
        replace(Table.INFLUENCE, influence);
    }

    /** Writes the table of tests anew. */
    public void writeTests(List<TestRow> tests) throws IOException {
        replace(Table.TESTS, tests);
    }

    /** Writes the table of predictions anew. */
    public void writePredictions(List<PredictionRow> predictions) throws IOException {
        replace(Table.PREDICTIONS, predictions);
    }

    /** Writes the table of comparisons anew. */
    public void writeComparisons(List<ComparisonRow> comparisons) throws IOException {
        replace(Table.COMPARISONS, comparisons);
    }

    private <R extends Record> void replace(Table<R> table, List<R> rows) throws IOException {
        replace(
                table.name(),
                table.name(),
                table.schema(),
                rows.stream().map(table::toRow).toList());
    }

    /**
     * Where the rows of a table are. This is nothing for an empty table, and otherwise its folder. If the folder holds
     * anything besides whole and committed rows, it is those of its files that are whole and committed.
     */
    public List<String> sources(String table) throws IOException {
        List<String> whole = names(table);
        if (whole.isEmpty()) {
            return List.of();
        }
        return files.holdsOnly(table, whole)
                ? List.of(new Path(files.root(), table).toString())
                : whole.stream()
                        .map(name -> files.path(table, name + TableFiles.SUFFIX).toString())
                        .toList();
    }

    /** Where the store is. */
    public Place place() {
        return place;
    }
}
