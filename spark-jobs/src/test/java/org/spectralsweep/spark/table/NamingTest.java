package org.spectralsweep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.FSDataInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Says what a reader may find under a name while several writers want to give it. */
class NamingTest {
    private static final int WRITERS = 4;
    private static final int LENGTH = 100_000;

    @TempDir
    Path folder;

    @Test
    void onlyOneOfManyMakesAFile() throws Exception {
        for (Place place : Places.on(folder)) {
            race(place);
        }
    }

    private static void race(Place place) throws Exception {
        // A server takes a tenth of a second for what a disk does in a thousandth.
        int rounds = place.isLocal() ? 50 : 5;
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
        AtomicBoolean done = new AtomicBoolean();
        try {
            Future<Integer> reader = threads.submit(() -> readers(place, rounds, done));
            for (int round = 0; round < rounds; round++) {
                assertThat(made(threads, place, "file-" + round))
                        .as("round %d", round)
                        .hasSize(1);
            }
            done.set(true);
            assertThat(reader.get()).isPositive();
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
        assertThat(new UnitStore(place).files()).hasSize(rounds);
    }

    /** The writers that made the file, whose content must be that of one of them. */
    private static List<Integer> made(ExecutorService threads, Place place, String name) throws Exception {
        CyclicBarrier together = new CyclicBarrier(WRITERS);
        List<Future<Boolean>> tries = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            byte[] content = content(writer);
            Callable<Boolean> attempt = () -> {
                UnitStore store = new UnitStore(place);
                together.await();
                return store.create(name, content);
            };
            tries.add(threads.submit(attempt));
        }
        List<Integer> made = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            if (tries.get(writer).get()) {
                made.add(writer);
            }
        }
        assertThat(read(place, name)).isEqualTo(content(made.get(0)));
        return made;
    }

    /** Reads whatever is there again and again. What is found must be whole. */
    private static int readers(Place place, int rounds, AtomicBoolean done) throws IOException {
        int found = 0;
        while (!done.get()) {
            for (int round = 0; round < rounds; round++) {
                try {
                    assertThat(read(place, "file-" + round)).hasSize(LENGTH);
                    found++;
                } catch (FileNotFoundException e) {
                    break;
                }
            }
        }
        return found;
    }

    private static byte[] content(int writer) {
        byte[] content = new byte[LENGTH];
        Arrays.fill(content, (byte) ('a' + writer));
        return content;
    }

    private static byte[] read(Place place, String name) throws IOException {
        try (FSDataInputStream in = place.fileSystem().open(new org.apache.hadoop.fs.Path(place.hadoop(), name))) {
            return in.readAllBytes();
        }
    }

    @Test
    void aFileThatIsThereIsLeftAlone() throws IOException {
        for (Place place : Places.on(folder)) {
            UnitStore store = new UnitStore(place);
            assertThat(store.create("note", new byte[] {1})).isTrue();
            assertThat(store.create("note", new byte[] {2, 3})).isFalse();
            assertThat(read(place, "note")).containsExactly(1);
            store.publish("note", new byte[] {4});
            assertThat(read(place, "note")).containsExactly(4);
            assertThat(store.files()).containsExactly("note");
            store.remove("note");
            assertThat(store.files()).isEmpty();
        }
    }

    @Test
    void rowsReplaceSplitAndMoveAside() throws IOException {
        for (Place place : Places.on(folder)) {
            UnitStore store = new UnitStore(place);
            store.commit("a", Rows.unit("first", "a"), "0-1", false);
            store.commit("a", Rows.unit("second", "a"), "0-2", true);
            store.commit("pack-1", Rows.unit("first", "b", "c"), "0-1", false);
            store.split("pack-1");
            assertThat(store.repair()).as("%s", place).isZero();
            assertThat(store.committed()).containsExactly("a", "b", "c");
            assertThat(store.unit("a")).isEqualTo(Rows.unit("second", "a"));
            assertThat(store.unit("c")).isEqualTo(Rows.unit("first", "c"));
            org.apache.hadoop.fs.Path hits = new org.apache.hadoop.fs.Path(place.hadoop(), "hits/b.parquet");
            place.fileSystem().delete(hits, false);
            assertThat(store.setAside()).hasSize(1);
            assertThat(new UnitStore(place).committed()).containsExactly("a", "c");
            assertThat(place.fileSystem()
                            .exists(new org.apache.hadoop.fs.Path(place.hadoop(), "damaged/trials/b.parquet")))
                    .isTrue();
        }
    }

    @Test
    void makesNoFolder() throws IOException {
        UnitStore store = new UnitStore(folder.resolve("missing").toString());
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> store.create("note", new byte[] {1}))
                .isInstanceOf(IOException.class);
        assertThat(folder.resolve("missing")).doesNotExist();
    }
}
