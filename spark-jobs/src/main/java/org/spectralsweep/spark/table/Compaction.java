package org.spectralsweep.spark.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Merges the files of many work units into few large ones, which are called segments. The steps are these:
 *
 * <ol>
 *   <li>The segments are written under hidden names, and their rows are counted.
 *   <li>They get their names. Until the next step they do not count.
 *   <li>The next {@link Manifest} names them, and no longer those that were merged. This commits the compaction.
 *   <li>The merged files are removed.
 * </ol>
 *
 * If it is killed before the third step, {@link UnitStore#repair} removes the segments, and after it the merged files.
 * Each trial therefore counts once at any time. Who reads all files of a table, without the manifest, finds rows twice
 * between the second step and the end.
 */
final class Compaction {
    /** The size that files have after compaction, in bytes. */
    static final long FILE_BYTES = 128L << 20;

    /** Segments of at most half a file are small; this many of them are merged at the latest. */
    private static final int SMALL_SEGMENTS = 8;

    private static final StructType COUNTS = new StructType(Stream.of("trial_id", "hit_rows", "measurement_rows")
            .map(Table.TRIALS.schema()::apply)
            .toArray(StructField[]::new));

    private static final Map<String, StructType> SCHEMAS = Map.of(
            Table.TRIALS.name(), Table.TRIALS.schema(),
            Table.HITS.name(), Table.HITS.schema(),
            Table.MEASUREMENTS.name(), Table.MEASUREMENTS.schema());

    private final TableFiles files;
    private final ManifestFiles manifests;
    private final CommitLog log;
    private final Fence fence;
    private final long fileBytes;

    Compaction(TableFiles files, ManifestFiles manifests, CommitLog log, Fence fence, long fileBytes) {
        this.files = files;
        this.manifests = manifests;
        this.log = log;
        this.fence = fence;
        this.fileBytes = fileBytes;
    }

    /**
     * What to merge.
     *
     * @param units work units with marks
     * @param segments segments
     * @param trials the trials of the result, with the rows that they have in other tables, or null if nobody counted
     * @param superseded trials of the segments whose rows are in the work units
     */
    private record Inputs(
            Set<String> units,
            List<Manifest.Segment> segments,
            TreeMap<String, @Nullable RowCounts> trials,
            Set<String> superseded) {}

    /**
     * Merges all work units that may be merged, and segments that are small or hold superseded rows.
     *
     * @param spared work units that are left as they are
     * @param whole whether small segments are merged even if they are few
     * @return how many trials were moved
     */
    long run(Predicate<String> spared, boolean whole, SegmentWriter writer) throws IOException {
        fence.check();
        Manifest manifest = manifests.latest();
        Inputs inputs = inputs(manifest, log.committed(), spared, whole);
        if (inputs.units().isEmpty() && inputs.segments().size() < 2) {
            return 0;
        }
        List<Manifest.Segment> written = write(manifest.sequence() + 1, inputs, writer);
        fence.check();
        for (Manifest.Segment segment : written) {
            for (String table : MarkedUnits.MARK_LAST) {
                files.rename(table, temporary(segment.name()), segment.name() + TableFiles.SUFFIX);
            }
        }
        for (String table : MarkedUnits.MARK_LAST) {
            files.sync(table);
        }
        commit(manifest, inputs, written);
        remove(inputs);
        return inputs.trials().size();
    }

    private Inputs inputs(Manifest manifest, List<String> committed, Predicate<String> spared, boolean whole)
            throws IOException {
        TreeMap<String, @Nullable RowCounts> trials = new TreeMap<>();
        Set<String> units = new TreeSet<>();
        Set<String> superseded = new HashSet<>();
        Set<String> twice = new HashSet<>();
        Map<String, String> holders = new HashMap<>();
        // Beside a segment that cannot be read, the rows that count in its place must stay what they are.
        boolean complete =
                manifest.segments().stream().map(Manifest.Segment::name).allMatch(committed::contains);
        for (String unit : committed) {
            boolean merged = complete || !UnitStore.supersedes(unit);
            if (!Manifest.isSegment(unit) && !spared.test(unit) && merged) {
                units.add(unit);
                for (Row row : files.read(Table.TRIALS.name(), unit + TableFiles.SUFFIX)
                        .rows(COUNTS)) {
                    String holder = holders.putIfAbsent(row.getString(0), unit);
                    if (holder != null) {
                        // A run decides which of them counts.
                        twice.add(holder);
                        twice.add(unit);
                    }
                    trials.put(row.getString(0), counts(row));
                }
            }
        }
        units.removeAll(twice);
        holders.forEach((trial, unit) -> {
            if (!units.contains(unit)) {
                trials.remove(trial);
            } else if (UnitStore.supersedes(unit)) {
                superseded.add(trial);
            }
        });
        List<Manifest.Segment> segments = new ArrayList<>();
        List<Manifest.Segment> small = manifest.segments().stream()
                .filter(segment -> segment.bytes() <= fileBytes / 2)
                .toList();
        boolean merged = small.size() >= (whole ? 2 : SMALL_SEGMENTS) || whole && !small.isEmpty() && !units.isEmpty();
        Set<String> usable = new HashSet<>(committed);
        for (Manifest.Segment segment : manifest.segments()) {
            if (!usable.contains(segment.name()) || !(merged && small.contains(segment)) && superseded.isEmpty()) {
                continue;
            }
            TreeMap<String, @Nullable RowCounts> held = trialsOf(segment);
            boolean stale = superseded.stream().anyMatch(held::containsKey);
            if (stale || merged && small.contains(segment)) {
                segments.add(segment);
                held.forEach((trial, counts) -> {
                    if (!superseded.contains(trial)) {
                        trials.put(trial, counts);
                    }
                });
            }
        }
        return new Inputs(units, segments, trials, superseded);
    }

    private TreeMap<String, @Nullable RowCounts> trialsOf(Manifest.Segment segment) throws IOException {
        TreeMap<String, @Nullable RowCounts> trials = new TreeMap<>();
        for (Row row : files.open(Table.TRIALS.name(), segment.name() + TableFiles.SUFFIX)
                .rows(COUNTS)) {
            trials.put(row.getString(0), counts(row));
        }
        return trials;
    }

    private static @Nullable RowCounts counts(Row row) {
        return row.isNullAt(1) || row.isNullAt(2) ? null : new RowCounts(row.getLong(1), row.getLong(2));
    }

    private List<Manifest.Segment> write(long sequence, Inputs inputs, SegmentWriter writer) throws IOException {
        List<String> trials = List.copyOf(inputs.trials().keySet());
        int parts = (int) Math.max(1, Math.min(trials.size(), (bytes(inputs) + fileBytes - 1) / fileBytes));
        String run = UUID.randomUUID().toString().substring(0, 8);
        List<Manifest.Segment> written = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) trials.size() * part / parts);
            int to = (int) ((long) trials.size() * (part + 1) / parts);
            String name = Manifest.segmentName(String.format(Locale.ROOT, "%d-%d-%s", sequence, part + 1, run));
            written.add(write(name, trials.subList(from, to), inputs, writer));
        }
        return written;
    }

    private Manifest.Segment write(String name, List<String> trials, Inputs inputs, SegmentWriter writer)
            throws IOException {
        String fileName = temporary(name);
        Map<String, Manifest.Content> contents = new TreeMap<>();
        for (String table : MarkedUnits.MARK_LAST) {
            long expected = expected(table, trials, inputs);
            writer.write(new SegmentWriter.Request(
                    table,
                    Objects.requireNonNull(SCHEMAS.get(table)),
                    paths(table, inputs.units().stream()),
                    paths(table, inputs.segments().stream().map(Manifest.Segment::name)),
                    inputs.superseded(),
                    trials.get(0),
                    trials.get(trials.size() - 1),
                    expected,
                    fileName));
            long rows = files.open(table, fileName).count();
            if (expected >= 0 && rows != expected) {
                throw new IOException(
                        "a compaction found " + rows + " rows of " + table + " where there are " + expected);
            }
            contents.put(
                    table,
                    new Manifest.Content(
                            rows,
                            files.files()
                                    .getFileStatus(files.path(table, fileName))
                                    .getLen(),
                            TableFile.digest(files.files(), files.path(table, fileName))));
        }
        return new Manifest.Segment(name, trials.size(), contents);
    }

    /** How many rows the trials have in a table; -1 if nobody counted those of one of them. */
    private static long expected(String table, List<String> trials, Inputs inputs) {
        if (table.equals(Table.TRIALS.name())) {
            return trials.size();
        }
        long rows = 0;
        for (String trial : trials) {
            RowCounts counts = inputs.trials().get(trial);
            if (counts == null) {
                return -1;
            }
            rows += table.equals(Table.HITS.name()) ? counts.hitRows() : counts.measurementRows();
        }
        return rows;
    }

    private List<String> paths(String table, Stream<String> units) {
        return units.map(unit -> files.path(table, unit + TableFiles.SUFFIX).toString())
                .toList();
    }

    /** The size of the largest table of the inputs in bytes. */
    private long bytes(Inputs inputs) throws IOException {
        Set<String> names = new HashSet<>(inputs.units());
        inputs.segments().forEach(segment -> names.add(segment.name()));
        long most = 0;
        for (String table : MarkedUnits.MARK_LAST) {
            long bytes = 0;
            for (var file : files.list(table, "", TableFiles.SUFFIX).entrySet()) {
                bytes += names.contains(file.getKey()) ? file.getValue().getLen() : 0;
            }
            most = Math.max(most, bytes);
        }
        return most;
    }

    private void commit(Manifest manifest, Inputs inputs, List<Manifest.Segment> written) throws IOException {
        List<Manifest.Segment> segments = new ArrayList<>(manifest.segments());
        segments.removeAll(inputs.segments());
        segments.addAll(written);
        // Their files are removed after this, and a late task may write one of them again.
        Set<String> retired = new TreeSet<>(manifest.retired());
        retired.addAll(inputs.units());
        fence.check();
        manifests.write(manifest.next(segments, retired));
    }

    private void remove(Inputs inputs) throws IOException {
        List<String> names = new ArrayList<>(inputs.units());
        inputs.segments().forEach(segment -> names.add(segment.name()));
        for (String table : MarkedUnits.MARK_FIRST) {
            for (String name : names) {
                files.delete(table, name + TableFiles.SUFFIX);
            }
            files.sync(table);
        }
    }

    private static String temporary(String name) {
        return "." + name + TableFiles.TEMPORARY;
    }

    /** Merges in memory, for a few rows. */
    static SegmentWriter inMemory(UnitStore store, TableFiles files) {
        return request -> {
            List<Row> rows = new ArrayList<>();
            for (String path : request.units()) {
                rows.addAll(rows(files, path, request, Set.of()));
            }
            for (String path : request.segments()) {
                rows.addAll(rows(files, path, request, request.superseded()));
            }
            rows.sort(request.order());
            store.writeHidden(request.table(), request.fileName(), request.schema(), rows);
        };
    }

    private static List<Row> rows(TableFiles files, String path, SegmentWriter.Request request, Set<String> without)
            throws IOException {
        String fileName = new Path(path).getName();
        return files.read(request.table(), fileName).rows(request.schema()).stream()
                .filter(row -> row.getString(0).compareTo(request.first()) >= 0
                        && row.getString(0).compareTo(request.last()) <= 0
                        && !without.contains(row.getString(0)))
                .toList();
    }
}
