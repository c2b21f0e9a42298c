package org.spectralsweep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(empty.sources(Table.TRIALS.name())).isEmpty();
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

    /** Spark would take every file in a folder for a part of the table. */
    @Test
    void namesItsFilesOneByOneBesideAForeignOne() throws IOException {
        store.commit("a", Rows.unit("run", "a"), "0-1", false);
        Files.writeString(folder.resolve("hits/.hidden"), "");
        assertThat(store.sources(Table.HITS.name())).singleElement().asString().endsWith("/hits");
        Files.writeString(folder.resolve("hits/notes.txt"), "mine");
        assertThat(store.sources(Table.HITS.name())).singleElement().asString().endsWith("/hits/a.parquet");
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

    /**
     * A split makes three renames, then three files for each trial, then three deletions. It is cut off after each
     * step, and repair finishes it.
     */
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

    @ParameterizedTest
    @CsvSource({
        "hits, missing",
        "measurements, missing",
        "trials, empty",
        "hits, empty",
        "measurements, empty",
        "trials, cut",
        "hits, cut",
        "measurements, cut",
        "trials, altered",
        "hits, altered",
        "measurements, altered",
        "trials, foreign",
        "hits, foreign",
        "measurements, foreign",
        "trials, text",
        "hits, text",
        "measurements, text",
        "hits, another's",
        "measurements, another's",
        "trials, a folder",
        "hits, a folder",
        "measurements, a folder"
    })
    void countsNothingOfADamagedUnitAndKeepsItAside(String table, String how) throws IOException {
        store.commit("a", Rows.unit("run", "a"), "0-1", false);
        store.commit("b", Rows.unit("run", "b"), "0-1", false);
        damage(folder.resolve(table).resolve("a.parquet"), how);

        UnitStore reader = new UnitStore(folder.toString());
        assertThat(reader.committed()).containsExactly("b");
        assertThat(reader.isCommitted("a")).isFalse();
        assertThat(reader.damaged()).hasSize(1).allSatisfy(damage -> {
            assertThat(damage.name()).isEqualTo("a");
            assertThat(damage.reason()).startsWith(table + "/a.parquet ");
        });
        for (String any : List.of("trials", "hits", "measurements")) {
            assertThat(reader.rows(any, new StructType().add("trial_id", "string")))
                    .extracting(row -> row.getString(0))
                    .containsExactly("b");
        }

        long files = files().size();
        store.repair();
        assertThat(store.setAside()).hasSize(1);
        assertThat(files()).hasSize((int) files);
        assertThat(files().stream().filter(file -> !file.startsWith("damaged/")))
                .hasSize(3);
        store.commit("a", Rows.unit("again", "a"), "0-2", false);
        assertThat(store.committed()).containsExactly("a", "b");
        assertThat(store.damaged()).isEmpty();
    }

    @Test
    void noticesRowsThatAreMissingFromAWholeFile() throws IOException {
        UnitStore.Unit two = Rows.unit("run", "a", "b");
        store.commit("pack-1", two, "0-1", false);
        Path fewer = Files.createDirectory(folder.resolve("fewer"));
        new UnitStore(fewer.toString())
                .commit("pack-1", new UnitStore.Unit(two.trials(), two.hits().subList(0, 1), List.of()), "0-1", false);
        Files.copy(
                fewer.resolve("hits/pack-1.parquet"),
                folder.resolve("hits/pack-1.parquet"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(store.damaged())
                .extracting(Damage::reason)
                .containsExactly("hits/pack-1.parquet has 1 rows where its trials have 2");
    }

    /** An early version did not count rows, so its work units are whole if their files are. */
    @Test
    void checksUnitsWithoutCountsByReadingThem() throws IOException {
        Path stored = Path.of("src/test/resources/folders/a886ffe/results");
        assertThat(new UnitStore(stored.toString()).committed()).hasSize(8);
        for (String table : List.of("trials", "hits", "measurements")) {
            Files.createDirectories(folder.resolve(table));
            try (Stream<Path> files = Files.list(stored.resolve(table))) {
                for (Path file : files.toList()) {
                    Files.copy(file, folder.resolve(table).resolve(file.getFileName()));
                }
            }
        }
        String unit = "166833f3f7ce364ca9d8d74beb56c757";
        damage(folder.resolve("measurements").resolve(unit + ".parquet"), "altered");
        assertThat(store.damaged()).extracting(Damage::name).containsExactly(unit);
        assertThat(store.committed()).hasSize(7);
    }

    /** A task may outlive its driver and rename its mark after a new driver has removed its rows. */
    @Test
    void aMarkOverMissingRowsDoesNotCount() throws IOException {
        store.commit("a", Rows.unit("dead", "a"), "0-1", false);
        Path mark = folder.resolve("trials/a.parquet");
        Files.move(mark, folder.resolve("late"));
        assertThat(store.repair()).isEqualTo(2);
        Files.move(folder.resolve("late"), mark);
        assertThat(store.isCommitted("a")).isFalse();
        store.commit("a", Rows.unit("alive", "a"), "0-2", false);
        assertThat(store.unit("a")).isEqualTo(Rows.unit("alive", "a"));
        assertThat(files()).contains("damaged/trials/a.parquet");
    }

    private void damage(Path file, String how) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        switch (how) {
            case "missing" -> assertThat(file).doesNotExist();
            case "empty" -> Files.createFile(file);
            case "cut" -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            case "altered" -> {
                // This byte is in the first page, after its header.
                bytes[60] ^= 1;
                Files.write(file, bytes);
            }
            case "text" -> Files.writeString(file, "these are no rows, ".repeat(100));
            case "foreign" -> {
                UnitStore other = new UnitStore(folder.resolve("other").toString());
                other.write(List.of(), List.of());
                Files.move(folder.resolve("other/fits/fits.parquet"), file);
                Files.delete(folder.resolve("other/influence/influence.parquet"));
            }
            case "another's" -> Files.copy(file.resolveSibling("b.parquet"), file);
            case "a folder" -> Files.createDirectory(file);
            default -> throw new IllegalArgumentException(how);
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
