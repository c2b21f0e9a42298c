package org.spectralsweep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Says what a reader may find under a name while several writers want to give it. */
class NamingTest {
    private static final int WRITERS = 4;
    private static final int ROUNDS = 50;
    private static final int LENGTH = 100_000;

    @TempDir
    Path folder;

    private Place place(boolean local) {
        return Place.of(local ? folder.toString() : FragileFiles.SCHEME + "://names-" + UUID.randomUUID() + "/sweep");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyOneOfManyMakesAFile(boolean local) throws Exception {
        Place place = place(local);
        FileSystem files = place.fileSystem();
        files.mkdirs(place.hadoop());
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
        AtomicBoolean done = new AtomicBoolean();
        try {
            Future<Integer> reader = threads.submit(() -> readers(place, done));
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(made(threads, place, "file-" + round)).as("round %d", round).hasSize(1);
            }
            done.set(true);
            assertThat(reader.get()).isPositive();
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
        assertThat(files.listStatus(place.hadoop())).hasSize(ROUNDS);
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
    private static int readers(Place place, AtomicBoolean done) throws IOException {
        int found = 0;
        while (!done.get()) {
            for (int round = 0; round < ROUNDS; round++) {
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
        try (FSDataInputStream in =
                place.fileSystem().open(new org.apache.hadoop.fs.Path(place.hadoop(), name))) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatIsThereIsLeftAlone(boolean local) throws IOException {
        Place place = place(local);
        FileSystem files = place.fileSystem();
        files.mkdirs(place.hadoop());
        UnitStore store = new UnitStore(place);
        assertThat(store.create("note", new byte[] {1})).isTrue();
        assertThat(store.create("note", new byte[] {2, 3})).isFalse();
        assertThat(read(place, "note")).containsExactly(1);
        store.publish("note", new byte[] {4});
        assertThat(read(place, "note")).containsExactly(4);
        assertThat(files.listStatus(place.hadoop())).hasSize(1);
    }

    @Test
    void makesNoFolder() throws IOException {
        UnitStore store = new UnitStore(folder.resolve("missing").toString());
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> store.create("note", new byte[] {1}))
                .isInstanceOf(IOException.class);
        assertThat(folder.resolve("missing")).doesNotExist();
    }
}
