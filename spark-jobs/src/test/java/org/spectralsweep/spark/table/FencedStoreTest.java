package org.spectralsweep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes asks the fence first, and again just before what was written counts. */
class FencedStoreTest {
    @TempDir
    Path folder;

    private UnitStore open;

    @BeforeEach
    void open() throws IOException {
        open = new UnitStore(folder.toString());
        open.commit("a", Rows.unit("first", "a"), "0-1", false);
        open.commit("pack-1", Rows.unit("first", "b", "c"), "0-1", false);
    }

    /** Lets in the first so many who ask. */
    private static final class Gate implements Fence {
        private final int open;
        private int asked;
        private String begun = "";

        Gate(int open) {
            this.open = open;
        }

        @Override
        public void check() throws FolderLost {
            if (asked++ >= open) {
                throw new FolderLost("closed");
            }
        }

        @Override
        public void begin(String run, boolean distributed) {
            begun = run + " " + distributed;
        }

        @Override
        public Optional<Token> token() {
            return Optional.of(new Token("holder", true));
        }

        @Override
        public String spared() {
            return "spared-";
        }
    }

    private UnitStore behind(Gate gate) {
        return open.behind(gate);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(file -> !file.endsWith(".crc"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aCommitBehindAClosedFenceLeavesNothing(int let) throws IOException {
        List<String> before = files();
        assertThatThrownBy(() -> behind(new Gate(let)).commit("n", Rows.unit("late", "n"), "0-2", false))
                .isInstanceOf(FolderLost.class);
        assertThat(files()).isEqualTo(before);
        behind(new Gate(2)).commit("n", Rows.unit("late", "n"), "0-2", false);
        assertThat(open.committed()).contains("n");
    }

    @Test
    void aLostFolderIsTheNewsAndNotTheFailedWrite() throws IOException {
        Path hits = folder.resolve("hits");
        Path aside = folder.resolve("aside");
        Files.move(hits, aside);
        Files.writeString(hits, "no folder");
        assertThatThrownBy(() -> behind(new Gate(1)).commit("n", Rows.unit("late", "n"), "0-2", false))
                .isInstanceOf(FolderLost.class);
        assertThatThrownBy(() -> behind(new Gate(9)).commit("n", Rows.unit("late", "n"), "0-2", false))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(FolderLost.class);
    }

    @Test
    void aSecondAttemptRemovesItsOwnFiles() throws IOException {
        List<String> before = files();
        behind(new Gate(9)).commit("a", Rows.unit("second", "a"), "0-2", false);
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aTableIsReplacedOnlyBehindAnOpenFence(int let) throws IOException {
        assertThatThrownBy(() -> behind(new Gate(let)).write(List.of(), List.of()))
                .isInstanceOf(FolderLost.class);
        assertThat(folder.resolve("fits/fits.parquet")).doesNotExist();
        behind(new Gate(4)).write(List.of(), List.of());
        assertThat(folder.resolve("fits/fits.parquet")).exists();
    }

    @Test
    void repairAndSettingAsideAskToo() throws IOException {
        assertThatThrownBy(() -> behind(new Gate(0)).repair()).isInstanceOf(FolderLost.class);
        Files.delete(folder.resolve("hits/a.parquet"));
        Path fits = folder.resolve("fits");
        Files.createDirectory(fits);
        Files.createFile(fits.resolve("fits.parquet"));
        assertThatThrownBy(() -> behind(new Gate(0)).setAside()).isInstanceOf(FolderLost.class);
        assertThatThrownBy(() -> behind(new Gate(1)).setAside()).isInstanceOf(FolderLost.class);
        assertThat(fits.resolve("fits.parquet")).exists();
        assertThat(behind(new Gate(9)).setAside()).hasSize(1);
        assertThat(folder.resolve("damaged/fits/fits.parquet")).exists();
        assertThat(folder.resolve("damaged/trials/a.parquet")).exists();
    }

    @Test
    void repairSparesTheFilesOfALiveToken() throws IOException {
        Path theirs = Files.writeString(folder.resolve("trials/.spared-1-x.tmp"), "");
        Path dead = Files.writeString(folder.resolve("trials/.dead-1-x.tmp"), "");
        Path unmarked = Files.copy(folder.resolve("hits/a.parquet"), folder.resolve("hits/x.parquet"));
        assertThat(behind(new Gate(9)).repair()).isOne();
        assertThat(theirs).exists();
        assertThat(dead).doesNotExist();
        assertThat(unmarked).exists();
        assertThat(open.repair()).isEqualTo(2);
    }

    @Test
    void aPackSplitBehindAFenceAsksForEachTrial() throws IOException {
        assertThatThrownBy(() -> behind(new Gate(1)).split("pack-1")).isInstanceOf(FolderLost.class);
        open.repair();
        assertThat(open.committed()).containsExactly("a", "b", "c");
        assertThat(open.trials("b", new StructType().add("run_id", "string")))
                .singleElement()
                .extracting(row -> row.getString(0))
                .isEqualTo("first");
        assertThat(files()).noneMatch(file -> file.contains("splitting"));
    }

    @Test
    void askingAndBeginningGoToTheFence() throws IOException {
        Gate gate = new Gate(1);
        UnitStore store = behind(gate);
        store.check();
        assertThatThrownBy(store::check).isInstanceOf(FolderLost.class);
        store.begin("run", true);
        assertThat(gate.begun).isEqualTo("run true");
        assertThat(store.token()).contains(new Token("holder", true));
        assertThat(open.token()).isEmpty();
        open.begin("run", true);
        open.check();
    }

    @Test
    void aTaskWithAForeignTokenIsKeptOut() throws IOException {
        assertThat(open.behind(Optional.empty())).isSameAs(open);
        UnitStore task = open.behind(Optional.of(new Token("holder", false)));
        assertThatThrownBy(task::check).isInstanceOf(FolderLost.class).hasMessageContaining("moved, deleted");
        UnitStore far = open.behind(Optional.of(new Token("holder", true)));
        assertThatThrownBy(far::check).isInstanceOf(FolderLost.class).hasMessageContaining("does not see");
    }

    @Test
    void aSmallFileIsPublishedOverTheOldOne() throws IOException {
        open.publish("note.json", new byte[] {1});
        open.publish("note.json", new byte[] {2, 3});
        assertThat(folder.resolve("note.json")).hasBinaryContent(new byte[] {2, 3});
        assertThat(folder.resolve(".note.json")).doesNotExist();
    }

    @Test
    void aSecondDamagedFileOfANameIsKeptBesideTheFirst() throws IOException {
        for (int i = 0; i < 3; i++) {
            Files.write(folder.resolve("hits/a.parquet"), new byte[] {(byte) i});
            assertThat(open.setAside()).hasSize(1);
            open.commit("a", Rows.unit("again", "a"), "0-" + i, false);
        }
        assertThat(folder.resolve("damaged/hits/a.parquet")).hasBinaryContent(new byte[] {0});
        assertThat(folder.resolve("damaged/hits/2-a.parquet")).hasBinaryContent(new byte[] {1});
        assertThat(folder.resolve("damaged/hits/3-a.parquet")).hasBinaryContent(new byte[] {2});
    }

    @Test
    void aFileThatMayNotBeReadIsNotMovedAway() throws IOException {
        Path hits = folder.resolve("hits/a.parquet");
        Files.setPosixFilePermissions(hits, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(hits), "root reads everything");
        assertThat(open.damaged()).singleElement().satisfies(damage -> {
            assertThat(damage.readable()).isFalse();
            assertThat(damage.reason()).startsWith("cannot be read: ").contains("hits/a.parquet");
        });
        assertThatThrownBy(open::setAside).isInstanceOf(IOException.class).hasMessageContaining("cannot be read");
        assertThat(hits).exists();
    }

    @Test
    void rowsOfAnotherNumberInAWholeTableAreLeftOut() throws IOException {
        Path runs = folder.resolve("runs");
        Files.createDirectory(runs);
        Files.copy(folder.resolve("hits/a.parquet"), runs.resolve("x.parquet"));
        assertThat(open.damaged()).extracting(Damage::table).containsExactly("runs");
        assertThat(open.names("runs")).isEmpty();
        assertThat(open.isCommitted("a")).isTrue();
        assertThat(open.isCommitted("nobody")).isFalse();
    }
}
