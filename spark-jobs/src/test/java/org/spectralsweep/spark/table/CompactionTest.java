package org.spectralsweep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Merges work units, and dies before each single change to the file system. */
class CompactionTest {
    private static final long LARGE = 1 << 20;

    private interface Change {
        void make(FragileFiles.Disk disk) throws IOException;
    }

    @Test
    void keepsEveryRowAndSortsByTrial() throws IOException {
        FragileFiles.Disk disk = disk(FragileFiles.Kind.LOCAL);
        Map<String, UnitStore.Unit> before = trials(store(disk));
        long moved = compact(disk, LARGE, true);
        UnitStore store = store(disk);
        assertThat(moved).isEqualTo(5);
        assertThat(store.committed()).singleElement().matches(UnitStore::isSegment);
        assertThat(store.fileCount()).isEqualTo(3);
        assertThat(trials(store)).isEqualTo(before);
        assertThat(store.rows(Table.TRIALS)).extracting(TrialRow::trialId).isSorted();
        assertThat(store.rows(Table.HITS)).extracting(HitRow::trialId).isSorted();
        assertThat(store.damaged()).isEmpty();
    }

    @Test
    void givesOneTrialOfASegment() throws IOException {
        FragileFiles.Disk disk = disk(FragileFiles.Kind.LOCAL);
        UnitStore.Unit alone = trials(store(disk)).get("d");
        compact(disk, LARGE, true);
        UnitStore store = store(disk);
        assertThat(store.unit(store.committed().get(0), "d")).isEqualTo(alone);
        assertThat(store.unit(store.committed().get(0), "nobody").trials()).isEmpty();
    }

    @Test
    void splitsWhatIsLargerThanAFile() throws IOException {
        FragileFiles.Disk disk = disk(FragileFiles.Kind.LOCAL);
        Map<String, UnitStore.Unit> before = trials(store(disk));
        compact(disk, 2000, true);
        assertThat(store(disk).committed()).hasSizeGreaterThan(1).allMatch(UnitStore::isSegment);
        assertThat(trials(store(disk))).isEqualTo(before);
    }

    @Test
    void rowsOfANewRunCountInThePlaceOfASegments() throws IOException {
        FragileFiles.Disk disk = disk(FragileFiles.Kind.LOCAL);
        compact(disk, LARGE, true);
        UnitStore.Unit again = Rows.unit("second", "b", "d");
        store(disk).commit(UnitStore.superseding("pack-2"), again, "second-1", false);

        assertThat(store(disk).snapshot().superseded()).containsExactlyInAnyOrder("b", "d");
        assertThat(runs(store(disk)))
                .isEqualTo(Map.of("a", "first", "b", "second", "c", "first", "d", "second", "x", "first"));
        assertThat(store(disk).rows(Table.HITS.name(), hits("threshold")))
                .hasSameSizeAs(store(disk).rows(Table.HITS));

        compact(disk, LARGE, false);
        assertThat(store(disk).committed()).singleElement().matches(UnitStore::isSegment);
        assertThat(store(disk).snapshot().superseded()).isEmpty();
        assertThat(runs(store(disk)))
                .isEqualTo(Map.of("a", "first", "b", "second", "c", "first", "d", "second", "x", "first"));
    }

    @Test
    void aDamagedSegmentIsSetAsideAndItsTrialsRunAgain() throws IOException {
        FragileFiles.Disk disk = disk(FragileFiles.Kind.LOCAL);
        compact(disk, LARGE, true);
        UnitStore store = store(disk);
        String segment = store.committed().get(0);
        Path file = new Path("/sweep/measurements/" + segment + ".parquet");
        byte[] bytes;
        try (var in = disk.open().open(file)) {
            bytes = in.readAllBytes();
        }
        bytes[bytes.length / 2] ^= 1;
        try (var out = disk.open().create(file, true)) {
            out.write(bytes);
        }
        store = store(disk);
        assertThat(store.committed()).isEmpty();
        assertThat(store.damaged()).singleElement().satisfies(damage -> assertThat(damage.reason())
                .isEqualTo("measurements/" + segment + ".parquet is cut or altered"));
        store.setAside();
        store.repair();
        assertThat(store(disk).damaged()).isEmpty();
        assertThat(store(disk).committed()).isEmpty();
        assertThat(disk.contents().keySet()).contains("/sweep/damaged/trials/" + segment + ".parquet");
        store(disk).commit("a", Rows.unit("second", "a"), "second-1", false);
        assertThat(store(disk).committed()).containsExactly("a");
    }

    @Test
    void aLateTaskDoesNotDoubleWhatWasMerged() throws IOException {
        FragileFiles.Disk disk = disk(FragileFiles.Kind.LOCAL);
        compact(disk, LARGE, true);
        UnitStore store = store(disk);
        assertThat(store.isCommitted("pack-1")).isTrue();
        store.commit("pack-1", Rows.unit("first", "b", "c"), "first-2", false);
        assertThat(store.trials("pack-1", List.of("b", "c")))
                .extracting(TrialRow::trialId)
                .containsExactlyInAnyOrder("b", "c");
        assertThat(trials(store)).hasSize(5);
        store.forgetRetired();
        assertThat(store.isCommitted("pack-1")).isFalse();
    }

    @Test
    void whatALateTaskWroteIsRemovedBeforeItIsForgotten() throws IOException {
        FragileFiles.Disk disk = disk(FragileFiles.Kind.LOCAL);
        compact(disk, LARGE, true);
        for (String table : MarkedUnits.MARK_LAST) {
            Rows.unit("first", "b", "c").write(files(disk), "pack-1.parquet");
            assertThat(files(disk).exists(table, "pack-1.parquet")).isTrue();
        }
        assertThat(trials(store(disk))).hasSize(5);
        store(disk).forgetRetired();
        assertThat(files(disk).names(Table.TRIALS.name())).hasSize(1);
        assertThat(trials(store(disk))).hasSize(5);
    }

    @Test
    void findsATrialWhereverItIsByNow() throws IOException {
        FragileFiles.Disk disk = disk(FragileFiles.Kind.LOCAL);
        UnitStore.Unit before = trials(store(disk)).get("x");
        assertThat(store(disk).stored("x", "x")).contains(before);
        compact(disk, LARGE, true);
        // The work unit x is committed, but its file is gone.
        assertThat(store(disk).isCommitted("x")).isTrue();
        assertThat(store(disk).stored("x", "x")).contains(before);
        assertThat(store(disk).stored("pack-1", "b")).isPresent();
        assertThat(store(disk).stored("pack-1", "nobody")).isEmpty();
    }

    @Test
    void rowsInThePlaceOfADamagedSegmentsStayWhatTheyAre() throws IOException {
        FragileFiles.Disk disk = disk(FragileFiles.Kind.LOCAL);
        compact(disk, LARGE, true);
        String segment = store(disk).committed().get(0);
        String again = UnitStore.superseding("b");
        store(disk).commit(again, Rows.unit("second", "b"), "second-1", false);
        try (var out = disk.open().create(new Path("/sweep/hits/" + segment + ".parquet"), true)) {
            out.write(1);
        }
        compact(disk, LARGE, true);
        assertThat(store(disk).committed()).containsExactly(again);
    }

    @Test
    void refusesAManifestOfANewerVersion() throws IOException {
        FragileFiles.Disk disk = disk(FragileFiles.Kind.LOCAL);
        compact(disk, LARGE, true);
        try (var out = disk.open().create(new Path("/sweep/.manifest/000000001.json"), true)) {
            out.write("{\"format\": 2}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> store(disk).committed())
                .hasMessage("the manifest .manifest/000000001.json was written by a newer version of this program");
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "SERVER"})
    void noStepOfACompactionLosesATrialOrDoublesOne(FragileFiles.Kind kind) throws IOException {
        everywhere(disk(kind), disk -> compact(disk, LARGE, true));
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "SERVER"})
    void noStepOfASecondCompactionLosesATrialOrDoublesOne(FragileFiles.Kind kind) throws IOException {
        FragileFiles.Disk disk = disk(kind);
        compact(disk, 2000, true);
        store(disk).commit("y", Rows.unit("first", "y"), "first-1", false);
        store(disk).commit(UnitStore.superseding("pack-2"), Rows.unit("second", "b", "d"), "second-1", false);
        sync(disk);
        everywhere(disk, each -> compact(each, LARGE, true));
    }

    /** Whatever crash comes first: each trial is there once, at once and after a repair, and the work can go on. */
    private static void everywhere(FragileFiles.Disk before, Change change) throws IOException {
        Map<String, String> runs = runs(store(before));
        Map<String, UnitStore.Unit> trials = trials(store(before));
        FragileFiles.Disk undisturbed = before.copy();
        long first = undisturbed.changes();
        change.make(undisturbed);
        long changes = undisturbed.changes() - first;
        Set<Map<String, String>> seen = new HashSet<>();
        for (int at = 1; at <= changes + 1; at++) {
            FragileFiles.Disk disk = before.copy();
            disk.dieBefore(at);
            try {
                change.make(disk);
                assertThat(at).isEqualTo((int) changes + 1);
            } catch (IOException e) {
                assertThat(e).isInstanceOf(FragileFiles.Dead.class);
            }
            for (FragileFiles.Disk left : CrashTest.leftovers(disk)) {
                if (!seen.add(left.contents())) {
                    continue;
                }
                String where = "before change " + at + " of " + changes + ": " + left.contents();
                UnitStore crashed = store(left);
                assertThat(runs(crashed)).as(where).isEqualTo(runs);
                assertThat(trials(crashed)).as(where).isEqualTo(trials);
                crashed.repair();
                assertThat(crashed.setAside()).as(where).isEmpty();
                assertThat(visible(left)).as(where).isEqualTo(Set.copyOf(crashed.committed()));
                if (seen.size() % 8 == 1) {
                    compact(left, LARGE, true);
                    assertThat(trials(store(left))).as(where).isEqualTo(trials);
                    assertThat(store(left).committed()).as(where).hasSize(1);
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(5);
    }

    /** The files of trials that a reader of all files sees. */
    private static Set<String> visible(FragileFiles.Disk disk) throws IOException {
        return new HashSet<>(files(disk).names(Table.TRIALS.name()));
    }

    /** The rows of every trial. A trial that is there twice fails. */
    private static Map<String, UnitStore.Unit> trials(UnitStore store) throws IOException {
        Map<String, UnitStore.Unit> trials = new TreeMap<>();
        List<HitRow> hits = store.rows(Table.HITS);
        List<MeasurementRow> measurements = store.rows(Table.MEASUREMENTS);
        for (TrialRow trial : store.rows(Table.TRIALS)) {
            String id = trial.trialId();
            UnitStore.Unit rows = new UnitStore.Unit(
                    List.of(trial),
                    hits.stream().filter(row -> row.trialId().equals(id)).toList(),
                    measurements.stream()
                            .filter(row -> row.trialId().equals(id))
                            .toList());
            assertThat(trials.put(id, rows)).as("first copy of " + id).isNull();
        }
        assertThat(trials.values().stream().mapToInt(unit -> unit.hits().size()).sum())
                .isEqualTo(hits.size());
        return trials;
    }

    private static Map<String, String> runs(UnitStore store) throws IOException {
        Map<String, String> runs = new TreeMap<>();
        store.rows(Table.TRIALS).forEach(trial -> runs.put(trial.trialId(), trial.runId()));
        return runs;
    }

    private static StructType hits(String column) {
        return new StructType().add(Table.HITS.schema().apply(column));
    }

    private static FragileFiles.Disk disk(FragileFiles.Kind kind) throws IOException {
        FragileFiles.Disk disk = new FragileFiles.Disk(kind);
        UnitStore store = store(disk);
        store.makeFolders();
        store.commit("x", Rows.unit("first", "x"), "first-1", false);
        store.commit("pack-1", Rows.unit("first", "c", "b"), "first-1", false);
        store.commit("pack-0", Rows.unit("first", "d", "a"), "first-1", false);
        sync(disk);
        return disk;
    }

    private static void sync(FragileFiles.Disk disk) throws IOException {
        for (String folder : List.copyOf(disk.unsynchronised())) {
            disk.open().sync(new Path(folder));
        }
    }

    private static long compact(FragileFiles.Disk disk, long fileBytes, boolean whole) throws IOException {
        TableFiles files = files(disk);
        ManifestFiles manifests = new ManifestFiles(files);
        UnitStore store = store(disk);
        return new Compaction(files, manifests, new MarkedUnits(files, manifests, Fence.OPEN), Fence.OPEN, fileBytes)
                .run(unit -> false, whole, Compaction.inMemory(store, files));
    }

    private static UnitStore store(FragileFiles.Disk disk) {
        return new UnitStore(Place.of("/sweep"), files(disk), Fence.OPEN);
    }

    private static TableFiles files(FragileFiles.Disk disk) {
        return CrashTest.files(disk);
    }
}
