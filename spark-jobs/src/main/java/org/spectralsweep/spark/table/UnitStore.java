package org.spectralsweep.spark.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one sweep. The folders {@code trials}, {@code hits} and {@code measurements} hold work units. Each work
 * unit is one trial, a pack of short ones, or a segment of many that a compaction put together. The {@link CommitLog}
 * says which work units are committed, and only their rows count. The other tables are files that are replaced as a
 * whole. Damaged files are left out, and {@link #damaged} names them.
 *
 * <p>It works on local and network disks, on HDFS, and on object stores such as S3, see {@link Naming}.
 */
public final class UnitStore {
    /** A sample is taken from so many work units at most. */
    private static final int SAMPLED_UNITS = 64;

    private static final String AGAIN = "again-";
    private static final String TRIAL = "trial_id";
    private static final String SPEC = "spec_json";

    /** The columns of {@code trials} but {@code spec_json}. */
    public static final StructType WITHOUT_SPEC =
            new StructType(Arrays.stream(Table.TRIALS.schema().fields())
                    .filter(column -> !column.name().equals(SPEC))
                    .toArray(StructField[]::new));

    private static final StructType ID =
            new StructType(new StructField[] {Table.TRIALS.schema().apply(TRIAL)});

    private static final Set<String> UNITS = Set.of(Table.TRIALS.name(), Table.HITS.name(), Table.MEASUREMENTS.name());

    private static final Map<String, StructType> OTHERS = Table.ALL.stream()
            .filter(table -> !UNITS.contains(table.name()))
            .collect(Collectors.toMap(Table::name, Table::schema, (one, same) -> one, TreeMap::new));

    /** More rows are never merged in memory, however well they are compressed: those of other tables, and trials. */
    private static final long SMALL_ROWS = 200_000;

    private static final long SMALL_TRIALS = 5_000;

    /** Files of that many bytes are merged in memory. */
    public static final long SMALL_BYTES = 8L << 20;

    /** A file that was found to be whole, as long as it has this length and time. A plan of a large sweep is large. */
    private record Checked(String name, long length, long time) {}

    private final Set<Checked> whole = ConcurrentHashMap.newKeySet();
    private final Place place;
    private final TableFiles files;
    private final Fence fence;
    private final ManifestFiles manifests;
    private final CommitLog log;
    private volatile @Nullable MergedTrials mergedTrials;

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
        this.manifests = new ManifestFiles(files);
        this.log = new MarkedUnits(files, manifests, fence);
    }

    /** The same store for a writer that must ask the fence before it writes. */
    public UnitStore behind(Fence other) {
        return new UnitStore(place, files, other);
    }

    private static TableFiles opened(Place place) throws IOException {
        FileSystem files = place.fileSystem();
        return new TableFiles(
                files, HadoopSettings.forTables(), files.makeQualified(place.hadoop()), FolderSync.of(files));
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

    /** A committed work unit's rows of {@code hits}. */
    public List<HitRow> hits(String unit) throws IOException {
        return file(Table.HITS.name(), unit).rows(Table.HITS.schema()).stream()
                .map(Table.HITS::fromRow)
                .toList();
    }

    /**
     * The rows of {@code trials} of some trials of a work unit that is committed. If it was compacted since, they are
     * found in the segments.
     */
    public List<TrialRow> trials(String unit, List<String> trials) throws IOException {
        if (!manifests.latest().retired().contains(unit)) {
            return trials(unit);
        }
        return consistent(() -> {
            List<TrialRow> found = new ArrayList<>();
            for (String trial : trials) {
                for (Manifest.Segment segment : manifests.latest().segments()) {
                    files.open(Table.TRIALS.name(), segment.name() + TableFiles.SUFFIX)
                            .rows(Table.TRIALS.schema(), trial)
                            .forEach(row -> found.add(Table.TRIALS.fromRow(row)));
                }
            }
            return found;
        });
    }

    /** Some columns of a committed work unit's rows of {@code trials}. */
    public List<Row> trials(String unit, StructType columns) throws IOException {
        return file(Table.TRIALS.name(), unit).rows(columns);
    }

    /** Some columns of {@code trials}, by committed work unit. */
    public Map<String, List<Row>> trialsByUnit(StructType columns) throws IOException {
        return consistent(() -> {
            try {
                return committed().parallelStream()
                        .map(unit -> Map.entry(unit, readTrials(unit, columns)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
    }

    /**
     * Some columns of some rows of {@code trials}: about as many as asked for, from work units all over the store. Ids
     * are hashes, so that those of a segment that come first are a sample. Nothing is checked.
     */
    public List<Row> sampleOfTrials(StructType columns, int most) throws IOException {
        return consistent(() -> {
            Manifest manifest = manifests.latest();
            List<String> units = Stream.concat(
                            manifest.segments().stream().map(Manifest.Segment::name),
                            files.names(Table.TRIALS.name()).stream()
                                    .filter(unit -> !Manifest.isSegment(unit)
                                            && !manifest.retired().contains(unit)))
                    .toList();
            int chosen = Math.min(units.size(), SAMPLED_UNITS);
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < chosen; i++) {
                String unit = units.get((int) ((long) i * units.size() / chosen));
                try {
                    rows.addAll(file(Table.TRIALS.name(), unit).firstRows(columns, Math.max(1, most / chosen)));
                } catch (DamagedFile e) {
                    // It is a sample of what can be read.
                    continue;
                }
            }
            return rows;
        });
    }

    private List<Row> readTrials(String unit, StructType columns) {
        try {
            return trials(unit, columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TableFile file(String table, String unit) throws IOException {
        String fileName = unit + TableFiles.SUFFIX;
        return Manifest.isSegment(unit) ? files.open(table, fileName) : files.read(table, fileName);
    }

    /** Whether a work unit is a segment: many trials, which a compaction put together. */
    public static boolean isSegment(String unit) {
        return Manifest.isSegment(unit);
    }

    /** Whether the rows of a work unit count in the place of a segment's rows of the same trials. */
    public static boolean supersedes(String unit) {
        return unit.startsWith(AGAIN);
    }

    /** The name of a work unit whose rows count in the place of a segment's. */
    public static String superseding(String unit) {
        return AGAIN + unit;
    }

    /** The rows of one trial of a committed work unit. */
    public Unit unit(String unit, String trial) throws IOException {
        List<TrialRow> trials = rows(unit, trial, Table.TRIALS);
        return new Unit(trials, rows(unit, trial, Table.HITS), rows(unit, trial, Table.MEASUREMENTS));
    }

    /**
     * The rows of one trial, wherever they are by now: in a work unit of its own, in that which held them when the
     * ledger was read, or in a segment. Empty if they are gone.
     */
    public Optional<Unit> stored(String unit, String trial) throws IOException {
        return consistent(() -> {
            List<String> holders = new ArrayList<>(List.of(trial, unit));
            manifests.latest().segments().forEach(segment -> holders.add(segment.name()));
            for (String holder : holders) {
                Optional<Unit> rows = log.isThere(holder) ? Optional.of(unit(holder, trial)) : Optional.empty();
                if (rows.isPresent() && !rows.get().trials().isEmpty()) {
                    return rows;
                }
            }
            return Optional.empty();
        });
    }

    /** Some columns of one trial's row of {@code trials} in a committed work unit; none if it is not there. */
    public List<Row> trials(String unit, StructType columns, String trial) throws IOException {
        return file(Table.TRIALS.name(), unit).rows(columns, trial);
    }

    private <R extends Record> List<R> rows(String unit, String trial, Table<R> table) throws IOException {
        return file(table.name(), unit).rows(table.schema(), trial).stream()
                .map(table::fromRow)
                .toList();
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

    /**
     * Merges the files of committed work units into few large ones.
     *
     * @param spared tells which work units are left as they are
     * @param whole whether small segments are merged even if they are few
     * @return how many trials were moved
     */
    public long compact(Predicate<String> spared, boolean whole, SegmentWriter writer) throws IOException {
        return new Compaction(files, manifests, log, fence, Compaction.FILE_BYTES).run(spared, whole, writer);
    }

    /**
     * Removes what compactions left, and forgets which work units were compacted. No task may write one of them any
     * more.
     */
    public void forgetRetired() throws IOException {
        fence.check();
        log.removeCompacted();
        Manifest manifest = manifests.latest();
        if (!manifest.retired().isEmpty()) {
            manifests.write(manifest.next(manifest.segments(), Set.of()));
        }
    }

    /** Writes a file of a table under a hidden name. Its bytes are on disk when this returns. */
    public void writeHidden(String table, String fileName, StructType schema, Iterable<Row> rows) throws IOException {
        fence.check();
        files.write(table, fileName, schema, rows);
    }

    /** Gives a hidden file of a table another hidden name. */
    public void renameHidden(String table, String from, String to) throws IOException {
        fence.check();
        files.rename(table, from, to);
    }

    /**
     * Writes segments of a few rows in this process, which takes a moment where Spark takes seconds to plan.
     *
     * @param most bytes of Parquet that are few
     * @param large writes all others
     */
    public SegmentWriter segments(long most, SegmentWriter large) {
        SegmentWriter small = Compaction.inMemory(this, files);
        return request -> (isSmall(request) && bytes(request) <= most ? small : large).write(request);
    }

    private static boolean isSmall(SegmentWriter.Request request) {
        long most = request.table().equals(Table.TRIALS.name()) ? SMALL_TRIALS : SMALL_ROWS;
        return request.rows() >= 0 && request.rows() <= most;
    }

    /** The length of the files that a request names. */
    private long bytes(SegmentWriter.Request request) throws IOException {
        Set<String> names = Stream.concat(request.units().stream(), request.segments().stream())
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        return files.list(request.table(), "", "").values().stream()
                .filter(file -> names.contains(file.getPath().getName()))
                .mapToLong(file -> file.getLen())
                .sum();
    }

    /** Whether a table holds rows of work units. */
    public static boolean holdsWorkUnits(String table) {
        return UNITS.contains(table);
    }

    /**
     * The work units that count, at one moment.
     *
     * @param units their names, sorted
     * @param superseded trials of segments whose rows do not count
     */
    public record Snapshot(List<String> units, Set<String> superseded) {}

    /** The lengths and times of a table's files, by name: they tell whether the table was written anew. */
    public Map<String, List<Long>> stamps(String table) throws IOException {
        Map<String, List<Long>> stamps = new TreeMap<>();
        files.list(table, "", TableFiles.SUFFIX)
                .forEach((name, file) -> stamps.put(name, List.of(file.getLen(), file.getModificationTime())));
        return stamps;
    }

    /** What counts now. */
    public Snapshot snapshot() throws IOException {
        return consistent(() -> {
            List<String> units = committed();
            return new Snapshot(units, superseded(units));
        });
    }

    /** Where the rows of a table of work units are, as {@link #sources(String)} says, at the moment of a snapshot. */
    public List<String> sources(String table, Snapshot snapshot) throws IOException {
        return sources(table, snapshot.units());
    }

    /** The files of a table at that moment: those of segments, or those of the others. */
    public List<String> files(String table, Snapshot snapshot, boolean ofSegments) {
        return snapshot.units().stream()
                .filter(unit -> Manifest.isSegment(unit) == ofSegments)
                .map(unit -> files.path(table, unit + TableFiles.SUFFIX).toString())
                .toList();
    }

    /** The trials of segments whose rows do not count, because those of a work unit count in their place. */
    private Set<String> superseded(List<String> units) throws IOException {
        Set<String> trials = new HashSet<>();
        if (units.stream().anyMatch(Manifest::isSegment)) {
            for (String unit : units) {
                if (supersedes(unit)) {
                    trials(unit, ID).forEach(row -> trials.add(row.getString(0)));
                }
            }
        }
        return trials;
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** Reads again if a compaction changed the folder in the meantime. */
    private <T> T consistent(Reading<T> reading) throws IOException {
        for (; ; ) {
            long before = manifests.sequence();
            try {
                T answer = reading.read();
                if (manifests.sequence() == before) {
                    return answer;
                }
            } catch (DamagedFile e) {
                if (manifests.sequence() == before) {
                    throw e;
                }
            }
        }
    }

    /** The number of files that hold rows of work units. */
    public long fileCount() throws IOException {
        long count = 0;
        for (String table : UNITS) {
            count += files.names(table).size();
        }
        return count;
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

    /** The small files of the results folder itself. */
    public SmallFiles smallFiles() {
        return files;
    }

    /** The leases of the folder. */
    public LeaseStore leases() {
        return new LeaseFiles(files);
    }

    /** The saved states of trainings. */
    public StateFiles states() {
        return new StateFiles(files, fence);
    }

    /** The weights that trainings keep. */
    public WeightFiles weights() {
        return new WeightFiles(files, fence);
    }

    /** The image files that trials learn. */
    public SourceImages images() {
        return new SourceImages(files, fence);
    }

    /** Writes a small file of the results folder itself, so that it survives a loss of power. */
    public void publish(String fileName, byte[] content) throws IOException {
        files.publish(fileName, content);
    }

    /** Makes a small file of the results folder itself unless it is there, see {@link TableFiles#create}. */
    public boolean create(String fileName, byte[] content) throws IOException {
        return files.create(fileName, content);
    }

    /** The content of a small file of the results folder itself. It is empty if there is no such file. */
    public Optional<byte[]> content(String fileName) throws IOException {
        return files.content(fileName);
    }

    /** The names of the files of the results folder itself, such as pictures. */
    public List<String> files() throws IOException {
        return files.names();
    }

    /** Removes a file of the results folder itself. */
    public void remove(String fileName) throws IOException {
        files.remove(fileName);
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

    /** Moves whole work units into the folder {@code damaged}. Their trials run again where they are missing. */
    public void setAside(Collection<String> units) throws IOException {
        log.setAside(units.stream()
                .map(unit -> new Damage(Table.TRIALS.name(), unit, "holds trials that are there already", true))
                .toList());
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

    /** All committed rows of {@code trials} with an empty {@code spec_json}, which is most of a row. */
    public List<TrialRow> trialsWithoutSpecs() throws IOException {
        List<String> names = names(Table.TRIALS.name());
        MergedTrials known = mergedTrials;
        if (known != null && known.names().equals(names)) {
            return known.trials();
        }
        List<TrialRow> trials = rows(Table.TRIALS.name(), WITHOUT_SPEC).stream()
                .map(UnitStore::withoutSpec)
                .toList();
        if (names.stream().allMatch(UnitStore::isSegment) && names.equals(names(Table.TRIALS.name()))) {
            mergedTrials = new MergedTrials(names, trials);
        }
        return trials;
    }

    /** The trials of segments, whose files never change. A conclusion asks for them several times. */
    private record MergedTrials(List<String> names, List<TrialRow> trials) {}

    /** A trial of the columns {@link #WITHOUT_SPEC}, with an empty {@code spec_json}. */
    public static TrialRow withoutSpec(Row row) {
        int spec = Table.TRIALS.schema().fieldIndex(SPEC);
        @Nullable Object[] values = new @Nullable Object[Table.TRIALS.schema().size()];
        Arrays.setAll(values, k -> k == spec ? "" : row.get(k < spec ? k : k - 1));
        return Table.TRIALS.fromRow(RowFactory.create(values));
    }

    /** All rows of a table's whole files, sorted by file name. Of work units, only the committed ones count. */
    public List<Row> rows(String table, StructType columns) throws IOException {
        return consistent(() -> {
            List<String> names = names(table);
            Set<String> superseded = UNITS.contains(table) ? superseded(names) : Set.of();
            try {
                return names.parallelStream()
                        .map(name -> countedRows(table, name, columns, superseded))
                        .toList()
                        .stream()
                        .flatMap(List::stream)
                        .toList();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
    }

    /** The committed rows of {@code measurements} of some trials with one of some metrics. Few others are read. */
    public List<MeasurementRow> measurements(Set<String> metrics, Set<String> trials) throws IOException {
        if (metrics.isEmpty() || trials.isEmpty()) {
            return List.of();
        }
        return consistent(() -> {
            String table = Table.MEASUREMENTS.name();
            List<String> names = names(table);
            Set<String> superseded = superseded(names);
            List<MeasurementRow> rows = new ArrayList<>();
            for (String name : names) {
                boolean segment = Manifest.isSegment(name);
                file(table, name).measurements(Table.MEASUREMENTS.schema(), metrics, trials).stream()
                        .map(Table.MEASUREMENTS::fromRow)
                        .filter(row -> !segment || !superseded.contains(row.trialId()))
                        .forEach(rows::add);
            }
            return rows;
        });
    }

    /** The specs of some trials as JSON, by their ids. Few others are read. */
    public Map<String, String> specs(Set<String> trials) throws IOException {
        if (trials.isEmpty()) {
            return Map.of();
        }
        StructType columns = new StructType(
                new StructField[] {ID.fields()[0], Table.TRIALS.schema().apply(SPEC)});
        return consistent(() -> {
            List<String> names = names(Table.TRIALS.name());
            Set<String> superseded = superseded(names);
            Map<String, String> specs = new LinkedHashMap<>();
            for (String name : names) {
                boolean segment = Manifest.isSegment(name);
                file(Table.TRIALS.name(), name).rows(columns, trials).stream()
                        .filter(row -> !segment || !superseded.contains(row.getString(0)))
                        .forEach(row -> specs.put(row.getString(0), row.getString(1)));
            }
            return specs;
        });
    }

    private List<Row> countedRows(String table, String name, StructType columns, Set<String> superseded) {
        try {
            if (superseded.isEmpty() || !Manifest.isSegment(name)) {
                return rows(table, name, columns);
            }
            List<String> wanted = Arrays.asList(columns.fieldNames());
            StructType read = wanted.contains(TRIAL) ? columns : columns.add(ID.fields()[0]);
            int id = read.fieldIndex(TRIAL);
            return rows(table, name, read).stream()
                    .filter(row -> !superseded.contains(row.getString(id)))
                    .map(row -> read == columns ? row : without(row, columns.size()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row without(Row row, int columns) {
        @Nullable Object[] values = new @Nullable Object[columns];
        Arrays.setAll(values, row::get);
        return RowFactory.create(values);
    }

    /** The rows of one file of a table. */
    List<Row> rows(String table, String name, StructType columns) throws IOException {
        return file(table, name).rows(columns);
    }

    /** The first row of one file of a table. */
    Optional<Row> firstRow(String table, String name, StructType columns) throws IOException {
        return file(table, name).firstRows(columns, 1).stream().findFirst();
    }

    /** The names of a table's whole files, sorted. Of work units, only the committed ones count. */
    List<String> names(String table) throws IOException {
        if (UNITS.contains(table)) {
            return committed();
        }
        if (!OTHERS.containsKey(table)) {
            return files.names(table);
        }
        return files.list(table, "", TableFiles.SUFFIX).entrySet().stream()
                .filter(file -> isWhole(table, file.getKey(), file.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isWhole(String table, String name, FileStatus file) {
        Checked now = new Checked(table + "/" + name, file.getLen(), file.getModificationTime());
        return whole.contains(now) || damage(table, name).isEmpty() && whole.add(now);
    }

    /** Writes the row of a run, replacing an earlier version of it. */
    public void write(RunRow run) throws IOException {
        replace(Table.RUNS.name(), run.runId(), Table.RUNS.schema(), List.of(Table.RUNS.toRow(run)));
    }

    /** Writes the tables of fits and of what cells do to them anew. */
    public void write(List<FitRow> fits, List<InfluenceRow> influence) throws IOException {
        GroupColumns columns = GroupColumns.of(fits);
        replace(
                Table.FITS.name(),
                Table.FITS.name(),
                columns.schema(),
                fits.stream().map(columns::toRow).toList());
        replace(Table.INFLUENCE, influence);
    }

    /** The columns of {@code fits}: the table's own, and those by which the last fit grouped. */
    public StructType fitColumns() throws IOException {
        StructType own = Table.FITS.schema();
        StructType all = GroupColumns.of(rows(Table.FITS)).schema();
        Set<String> stored = new HashSet<>();
        for (String name : names(Table.FITS.name())) {
            stored.addAll(file(Table.FITS.name(), name).columns());
        }
        // A file from before these were columns has none of them.
        return new StructType(Stream.of(all.fields())
                .filter(field -> stored.contains(field.name())
                        || Arrays.asList(own.fieldNames()).contains(field.name()))
                .toArray(StructField[]::new));
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
     * anything besides whole and committed rows, it is those of its files that are whole and committed. Those of
     * {@link #superseded} trials in segments do not count.
     */
    public List<String> sources(String table) throws IOException {
        return sources(table, names(table));
    }

    /** The whole files of a table. Of work units, only the committed ones count. */
    public List<String> files(String table) throws IOException {
        return names(table).stream()
                .map(name -> files.path(table, name + TableFiles.SUFFIX).toString())
                .toList();
    }

    private List<String> sources(String table, List<String> whole) throws IOException {
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
