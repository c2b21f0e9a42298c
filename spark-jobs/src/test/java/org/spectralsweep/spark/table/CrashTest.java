package org.spectralsweep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process dies, or the power fails, before each single change to a file system. The changes are those of
 * committing, replacing, splitting, repairing and setting aside. Afterwards each trial is there once, with all its rows
 * of one run, and nothing that was whole is damaged.
 */
class CrashTest {
    private static final Configuration CONFIGURATION = new Configuration();

    /** Old and new rows differ in every table, but there are as many of each, so counting cannot tell them apart. */
    private static final UnitStore.Unit OLD = rows("old", "a");

    private static final UnitStore.Unit NEW = rows("new", "a");
    private static final UnitStore.Unit PACK = rows("old", "b", "c");

    private int crashes;

    private interface Change {
        void make(UnitStore store) throws IOException;
    }

    private interface Check {
        void check(UnitStore restarted) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void aCommitIsWholeOrNotThere(FragileFiles.Kind kind) throws IOException {
        everywhere(
                disk(kind, store -> store.commit("other", rows("old", "x"), "old-1", false)), commit(false), store -> {
                    requireWhole(store);
                    recover(store);
                    assertThat(store.committed()).isSubsetOf("a", "other").contains("other");
                    if (!store.isCommitted("a")) {
                        commit(false).make(store);
                    }
                    assertThat(store.unit("a")).isEqualTo(NEW);
                    assertThat(store.unit("other")).isEqualTo(rows("old", "x"));
                });
    }

    @ParameterizedTest
    @EnumSource
    void aReplacementLeavesTheOldRowsOrTheNew(FragileFiles.Kind kind) throws IOException {
        everywhere(disk(kind, store -> store.commit("a", OLD, "old-1", false)), commit(true), store -> {
            requireWhole(store);
            recover(store);
            commit(true).make(store);
            assertThat(store.committed()).containsExactly("a");
            assertThat(store.unit("a")).isEqualTo(NEW);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aSplitLosesNoTrialAndDoublesNone(FragileFiles.Kind kind) throws IOException {
        everywhere(disk(kind, store -> store.commit("pack-1", PACK, "old-1", false)), split(), store -> {
            requireWhole(store);
            recover(store);
            if (store.committed().equals(List.of("pack-1"))) {
                split().make(store);
            }
            assertThat(store.committed()).containsExactly("b", "c");
            assertThat(store.unit("b")).isEqualTo(rows("old", "b"));
            assertThat(store.unit("c")).isEqualTo(rows("old", "c"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aRepairMayBeCutOffToo(FragileFiles.Kind kind) throws IOException {
        // The run is cut off in the middle of a split and of a commit.
        FragileFiles.Disk broken = disk(kind, store -> store.commit("pack-1", PACK, "old-1", false));
        for (Change change : List.of(split(), commit(false))) {
            broken.dieBefore(12);
            try {
                change.make(store(broken));
            } catch (IOException e) {
                assertThat(e).isInstanceOf(FragileFiles.Dead.class);
            }
            broken = broken.restarted();
        }
        everywhere(broken, UnitStore::repair, store -> {
            recover(store);
            assertThat(store.committed()).containsExactly("b", "c");
            commit(false).make(store);
            assertThat(store.unit("b")).isEqualTo(rows("old", "b"));
            assertThat(store.unit("c")).isEqualTo(rows("old", "c"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDamagedIsKeptAsideAndRunsAgain(FragileFiles.Kind kind) throws IOException {
        FragileFiles.Disk damaged = disk(kind, store -> store.commit("a", OLD, "old-1", false));
        damaged.open().delete(new Path("/sweep/hits/a.parquet"), false);
        sync(damaged);
        everywhere(damaged, UnitStore::setAside, store -> {
            recover(store);
            assertThat(store.committed()).isEmpty();
            commit(false).make(store);
            assertThat(store.unit("a")).isEqualTo(NEW);
        });
    }

    /** Tries a change after every crash, in every state that the crash may leave. */
    private void everywhere(FragileFiles.Disk before, Change change, Check check) throws IOException {
        FragileFiles.Disk undisturbed = before.copy();
        long first = undisturbed.changes();
        change.make(store(undisturbed));
        long changes = undisturbed.changes() - first;
        assertThat(changes).isPositive();
        Set<Map<String, String>> seen = new HashSet<>();
        for (int at = 1; at <= changes + 1; at++) {
            FragileFiles.Disk disk = before.copy();
            disk.dieBefore(at);
            try {
                change.make(store(disk));
                assertThat(at).isEqualTo((int) changes + 1);
            } catch (IOException e) {
                assertThat(e).isInstanceOf(FragileFiles.Dead.class);
            }
            for (FragileFiles.Disk left : leftovers(disk)) {
                if (seen.add(left.contents())) {
                    crashes++;
                    check(left, check, "before change " + at + " of " + changes + ": " + left.contents());
                }
            }
        }
        assertThat(crashes).isPositive();
    }

    private static void check(FragileFiles.Disk left, Check check, String where) {
        try {
            check.check(store(left));
        } catch (IOException | RuntimeException | AssertionError e) {
            throw new AssertionError(where + ": " + e.getMessage(), e);
        }
        assertThat(left.contents().keySet())
                .as(where)
                .allMatch(file -> file.endsWith(".parquet") && !file.contains("/."));
    }

    /**
     * The disk as the dead process left it, and after a loss of power. Names in any of the folders may be undone. Bytes
     * may be gone, cut or there.
     */
    static List<FragileFiles.Disk> leftovers(FragileFiles.Disk disk) {
        List<FragileFiles.Disk> leftovers = new ArrayList<>(List.of(disk.restarted()));
        List<String> folders = List.copyOf(disk.unsynchronised());
        for (int subset = 0; subset < 1 << folders.size(); subset++) {
            Set<String> undone = new TreeSet<>();
            for (int i = 0; i < folders.size(); i++) {
                if ((subset >> i & 1) == 1) {
                    undone.add(folders.get(i));
                }
            }
            for (double kept : new double[] {0, 0.5, 1}) {
                leftovers.add(disk.afterPowerLoss(undone, kept));
            }
        }
        return leftovers;
    }

    /** Does what a run does first. */
    private static void recover(UnitStore store) throws IOException {
        store.repair();
        store.setAside();
    }

    /** Checks that a crash damaged nothing, and that what counts is whole and from one run. */
    private static void requireWhole(UnitStore store) throws IOException {
        assertThat(store.damaged()).isEmpty();
        List<String> trials = new ArrayList<>();
        for (String name : store.committed()) {
            UnitStore.Unit unit = store.unit(name);
            unit.trials().forEach(trial -> trials.add(trial.trialId()));
            String run = unit.trials().get(0).runId();
            assertThat(unit)
                    .isEqualTo(rows(
                            run, unit.trials().stream().map(TrialRow::trialId).toArray(String[]::new)));
        }
        assertThat(trials).doesNotHaveDuplicates();
    }

    private static Change commit(boolean replace) {
        return store -> store.commit("a", NEW, "new-1", replace);
    }

    private static Change split() {
        return store -> store.split("pack-1");
    }

    private static FragileFiles.Disk disk(FragileFiles.Kind kind, Change first) throws IOException {
        FragileFiles.Disk disk = new FragileFiles.Disk(kind);
        UnitStore store = store(disk);
        store.makeFolders();
        first.make(store);
        sync(disk);
        return disk;
    }

    private static void sync(FragileFiles.Disk disk) throws IOException {
        for (String folder : List.copyOf(disk.unsynchronised())) {
            disk.open().sync(new Path(folder));
        }
    }

    private static UnitStore store(FragileFiles.Disk disk) {
        return new UnitStore(Place.of("/sweep"), files(disk), Fence.OPEN);
    }

    /** The files of a results folder on a disk. */
    static TableFiles files(FragileFiles.Disk disk) {
        FragileFiles files = disk.open();
        boolean local = files.getUri().getScheme().equals("file");
        FolderSync sync = local ? files::sync : FolderSync.NOT_NEEDED;
        return new TableFiles(files, CONFIGURATION, new Path("/sweep"), sync);
    }

    private static UnitStore.Unit rows(String run, String... ids) {
        UnitStore.Unit plain = Rows.unit(run, ids);
        return new UnitStore.Unit(
                plain.trials(),
                plain.hits().stream()
                        .map(hit -> new HitRow(
                                hit.trialId(),
                                hit.region(),
                                hit.density(),
                                run,
                                hit.convention(),
                                hit.delta(),
                                hit.stepLower(),
                                hit.stepUpper(),
                                hit.timeLower(),
                                hit.timeUpper(),
                                hit.predictedStep()))
                        .toList(),
                plain.measurements().stream()
                        .map(row -> new MeasurementRow(
                                row.trialId(), row.step(), run, row.scope(), row.index(), row.value()))
                        .collect(Collectors.toList()));
    }
}
