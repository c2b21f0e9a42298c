package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.table.Place;
import org.spectralsweep.spark.table.Places;
import org.spectralsweep.spark.table.UnitStore;

/** Of several drivers that begin at the same moment, one gets the results folder. */
class RacingDriversTest {
    private static final int DRIVERS = 4;

    @TempDir
    Path folder;

    /** A server takes a tenth of a second for what a disk does in a thousandth. */
    private static int rounds(Place place) {
        return place.isLocal() ? 20 : 5;
    }

    @Test
    void oneOfManyGetsTheFolder() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(DRIVERS);
        try {
            for (Place place : Places.on(folder)) {
                for (int round = 0; round < rounds(place); round++) {
                    List<FolderLease> taken = race(threads, place);
                    assertThat(taken).as("%s, round %d", place, round).hasSize(1);
                    taken.get(0).check();
                    taken.get(0).close();
                }
                assertThat(new UnitStore(place).files()).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The leases that were taken. Locks are left out: leases alone must keep drivers of other machines out. */
    private static List<FolderLease> race(ExecutorService threads, Place place) throws Exception {
        CyclicBarrier together = new CyclicBarrier(DRIVERS);
        List<Future<FolderLease>> tries = new ArrayList<>();
        for (int driver = 0; driver < DRIVERS; driver++) {
            Callable<FolderLease> attempt = () -> {
                UnitStore store = new UnitStore(place);
                together.await();
                return FolderLease.take(store, place.toString(), false);
            };
            tries.add(threads.submit(attempt));
        }
        List<FolderLease> taken = new ArrayList<>();
        for (Future<FolderLease> attempt : tries) {
            try {
                taken.add(attempt.get());
            } catch (java.util.concurrent.ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(BadInput.class);
            }
        }
        return taken;
    }

    @Test
    void theFolderIsOfOneOfTheirSweeps() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(DRIVERS);
        try {
            for (Place place : Places.on(folder)) {
                for (int round = 0; round < rounds(place); round++) {
                    String location = place.absolute() + "/" + round;
                    CyclicBarrier together = new CyclicBarrier(DRIVERS);
                    List<Future<String>> tries = new ArrayList<>();
                    for (int driver = 0; driver < DRIVERS; driver++) {
                        String sweep = "sweep-" + driver;
                        Callable<String> attempt = () -> {
                            together.await();
                            return locked(location, sweep, together);
                        };
                        tries.add(threads.submit(attempt));
                    }
                    List<String> owners = new ArrayList<>();
                    for (Future<String> attempt : tries) {
                        owners.add(attempt.get());
                    }
                    owners.removeIf(String::isEmpty);
                    assertThat(owners).as("%s, round %d", location, round).hasSize(1);
                    assertThat(ResultsFolder.open(location).sweep())
                            .as(location)
                            .isEqualTo(owners.get(0));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The sweep if it got the folder, which it keeps until all others have tried. */
    private static String locked(String location, String sweep, CyclicBarrier together) throws Exception {
        try (ResultsFolder results = ResultsFolder.lock(location, sweep)) {
            together.await();
            return results.sweep();
        } catch (BadInput e) {
            together.await();
            return "";
        }
    }
}
