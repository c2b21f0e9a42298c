package org.spectralsweep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitStoreTest {
    @TempDir
    Path folder;

    private UnitStore store;

    @BeforeEach
    void open() throws IOException {
        store = new UnitStore(folder.toString());
    }

    @Test
    void holdsNothingWhereThereIsNoFolder() throws IOException {
        UnitStore empty = new UnitStore(folder.resolve("missing").toString());
        assertThat(empty.committed()).isEmpty();
        assertThat(empty.repair()).isZero();
        assertThat(empty.sources(TrialsTable.NAME)).isEmpty();
        assertThat(folder.resolve("missing")).doesNotExist();
    }

    @Test
    void leavesNothingButOneFileATable() throws IOException {
        store.commit("a", Rows.unit("run", "a"), "0-1", false);
        assertThat(files()).containsExactly("hits/a.parquet", "measurements/a.parquet", "trials/a.parquet");
    }

    @Test
    void letsTheFirstAttemptWin() throws IOException {
        store.commit("a", Rows.unit("first", "a"), "0-1", false);
        store.commit("a", Rows.unit("second", "a"), "0-2", false);
        assertThat(store.trials("a").get(0).runId()).isEqualTo("first");
        assertThat(files()).hasSize(3);
    }

    @Test
    void letsTheRowsOfAnEarlierRunGiveWay() throws IOException {
        store.commit("a", Rows.unit("first", "a"), "0-1", false);
        store.commit("a", Rows.unit("second", "a"), "0-2", true);
        assertThat(store.trials("a").get(0).runId()).isEqualTo("second");
        assertThat(files()).hasSize(3);
    }

    @Test
    void splitsAPackIntoItsTrials() throws IOException {
        store.commit("pack-1", Rows.unit("run", "a", "b", "c"), "0-1", false);
        store.split("pack-1");
        assertThat(store.committed()).containsExactly("a", "b", "c");
        assertThat(store.unit("b")).isEqualTo(Rows.unit("run", "b"));
        assertThat(files()).hasSize(9);
    }

    @Test
    void removesRowsWithoutACommitMarkAndTemporaryFiles() throws IOException {
        store.commit("a", Rows.unit("run", "a"), "0-1", false);
        store.commit("b", Rows.unit("run", "b"), "0-1", false);
        Files.delete(folder.resolve("trials/b.parquet"));
        Files.writeString(folder.resolve("trials/.c-0-7.tmp"), "half a file");
        assertThat(store.repair()).isEqualTo(3);
        assertThat(files()).containsExactly("hits/a.parquet", "measurements/a.parquet", "trials/a.parquet");
    }

    /** A split makes three renames, then three files a trial, then three deletions: cut off after each step, repair ends it. */
    @Test
    void finishesASplitThatWasCutOffAnywhere() throws IOException {
        UnitStore.Unit pack = Rows.unit("run", "a", "b");
        for (int steps = 1; steps <= 7; steps++) {
            store.commit("pack-1", pack, "0-1", false);
            hide("trials");
            if (steps >= 2) {
                hide("measurements");
            }
            if (steps >= 3) {
                hide("hits");
            }
            if (steps >= 4) {
                store.commit("a", Rows.unit("run", "a"), "split", false);
            }
            if (steps >= 5) {
                store.commit("b", Rows.unit("run", "b"), "split", false);
            }
            if (steps >= 6) {
                Files.delete(folder.resolve("measurements/.pack-1.splitting"));
            }
            if (steps >= 7) {
                Files.delete(folder.resolve("hits/.pack-1.splitting"));
            }
            store.repair();
            assertThat(store.committed()).as("after step %d", steps).containsExactly("a", "b");
            assertThat(store.unit("a")).isEqualTo(Rows.unit("run", "a"));
            assertThat(store.unit("b")).isEqualTo(Rows.unit("run", "b"));
            assertThat(files()).hasSize(6);
            for (String file : files()) {
                Files.delete(folder.resolve(file));
            }
        }
    }

    private void hide(String table) throws IOException {
        Path at = folder.resolve(table);
        Files.move(at.resolve("pack-1.parquet"), at.resolve(".pack-1.splitting"), StandardCopyOption.ATOMIC_MOVE);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
