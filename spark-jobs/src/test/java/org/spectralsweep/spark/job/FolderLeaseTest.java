package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.table.FolderLost;
import org.spectralsweep.spark.table.FragileFiles;
import org.spectralsweep.spark.table.Lease;
import org.spectralsweep.spark.table.LeaseStore;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.Token;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialStatus;

/** Says who may write to a results folder, on a file system without locks and on a local disk. */
class FolderLeaseTest {
    @TempDir
    Path folder;

    private String disk;
    private String remote;

    @BeforeEach
    void name() {
        disk = "disk-" + UUID.randomUUID();
        remote = FragileFiles.SCHEME + "://" + disk + "/sweep";
    }

    @Test
    void keepsASecondDriverOutWhereThereAreNoLocks() throws IOException {
        try (ResultsFolder first = ResultsFolder.lock(remote, "mine")) {
            commit(first, "a");
            assertThatExceptionOfType(BadInput.class)
                    .isThrownBy(() -> ResultsFolder.lock(remote, "mine"))
                    .withMessageContaining("another run is writing to " + remote)
                    .withMessageContaining("process " + ProcessHandle.current().pid())
                    .withMessageContaining("since 20")
                    .withMessageMatching(".*free in 1[12]\\d seconds.*");
            assertThat(ResultsFolder.open(remote).store().committed()).containsExactly("a");
        }
        try (ResultsFolder next = ResultsFolder.lock(remote, "mine")) {
            assertThat(next.remarks()).isEmpty();
        }
    }

    @Test
    void isTakenOverOnceItIsNoLongerRenewed() throws IOException {
        ResultsFolder asleep = ResultsFolder.lock(remote, "mine");
        commit(asleep, "a");
        FragileFiles.passSeconds(disk, 115);
        assertThatExceptionOfType(BadInput.class).isThrownBy(() -> ResultsFolder.lock(remote, "mine"));
        FragileFiles.passSeconds(disk, 10);
        try (ResultsFolder second = ResultsFolder.lock(remote, "mine")) {
            assertThat(second.remarks()).hasSize(1).allSatisfy(remark -> assertThat(remark)
                    .contains("has not renewed its lease")
                    .contains("takes the folder over"));
            // If several drivers find that it has ended, only one gets it.
            assertThatExceptionOfType(BadInput.class).isThrownBy(() -> ResultsFolder.lock(remote, "mine"));
            for (int tries = 0; tries < 2; tries++) {
                assertThatExceptionOfType(FolderLost.class)
                        .isThrownBy(() -> commit(asleep, "b"))
                        .withMessageContaining("another run has taken over");
            }
            assertThatExceptionOfType(FolderLost.class)
                    .isThrownBy(() -> asleep.store().write(List.of(), List.of()));
            asleep.close();
            commit(second, "c");
            assertThat(second.store().committed()).containsExactly("a", "c");
        }
    }

    @Test
    void outlastsASleepInWhichNobodyTookIt() throws IOException {
        UnitStore store = new UnitStore(remote);
        store.makeFolders();
        try (FolderLease lease = FolderLease.take(store, remote, false)) {
            FragileFiles.passSeconds(disk, 150);
            lease.check();
            lease.renew();
            lease.check();
            assertThat(store.leases().age(store.leases().read().orElseThrow())).isLessThan(Lease.VALID);
            assertThatExceptionOfType(BadInput.class).isThrownBy(() -> FolderLease.take(store, remote, false));
        }
    }

    @Test
    void renewingNeverTakesTheFolderBack() throws IOException {
        UnitStore store = new UnitStore(remote);
        store.makeFolders();
        FolderLease asleep = FolderLease.take(store, remote, false);
        FragileFiles.passSeconds(disk, 150);
        try (FolderLease second = FolderLease.take(store, remote, false)) {
            asleep.renew();
            second.check();
            assertThatExceptionOfType(FolderLost.class).isThrownBy(asleep::check);
        }
        // Another driver took, used and gave back the folder while its first holder slept.
        asleep.renew();
        assertThatExceptionOfType(FolderLost.class).isThrownBy(asleep::check);
        assertThat(store.leases().read()).isEmpty();
        asleep.close();
    }

    @Test
    void aRenewalThatIsBeingWrittenKeepsNoTaskOut() throws Exception {
        UnitStore store = new UnitStore(remote);
        store.makeFolders();
        CountDownLatch written = new CountDownLatch(1);
        try (FolderLease lease = FolderLease.take(store, remote, false)) {
            Thread renewal = renewal(lease, written);
            Thread disk = new Thread(() -> {
                sleep(600);
                written.countDown();
            });
            disk.start();
            store.behind(lease.token()).check();
            disk.join();
            renewal.join();
        }
    }

    @Test
    void isGoneOnceGivenBackDespiteARenewal() throws Exception {
        UnitStore store = new UnitStore(remote);
        store.makeFolders();
        CountDownLatch written = new CountDownLatch(1);
        FolderLease lease = FolderLease.take(store, remote, false);
        Optional<Token> token = lease.token();
        Thread renewal = renewal(lease, written);
        Thread closing = new Thread(lease::close);
        closing.start();
        closing.join(300);
        written.countDown();
        closing.join();
        renewal.join();
        assertThat(store.leases().read()).isEmpty();
        assertThatExceptionOfType(FolderLost.class)
                .isThrownBy(() -> store.behind(token).check());
    }

    /** A renewal that has made its file and waits before it fills it. */
    private Thread renewal(FolderLease lease, CountDownLatch written) throws InterruptedException {
        CountDownLatch made = new CountDownLatch(1);
        FragileFiles.whileFilesAreEmpty(disk, () -> {
            made.countDown();
            try {
                written.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Thread renewal = new Thread(lease::renew);
        renewal.start();
        made.await();
        return renewal;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anUnreadableLeaseKeepsOthersOutForItsTime() throws IOException {
        UnitStore store = new UnitStore(remote);
        store.makeFolders();
        store.publish(".lease-000000007", new byte[0]);
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> FolderLease.take(store, remote, false))
                .withMessageContaining("an unknown host");
        FragileFiles.passSeconds(disk, 121);
        try (FolderLease lease = FolderLease.take(store, remote, false)) {
            lease.check();
            assertThat(store.leases().read().orElseThrow().generation()).isEqualTo(8);
        }
    }

    @Test
    void aKilledLocalRunIsResumedAtOnce() throws IOException {
        String location = folder.resolve("results").toString();
        leave(location, HostName.local());
        try (ResultsFolder results = ResultsFolder.lock(location, "mine")) {
            assertThat(results.remarks()).isEmpty();
            commit(results, "a");
        }
        assertThat(hidden(location)).containsExactly(".lock");
    }

    @Test
    void aKilledRunOfThisMachineIsResumedAtOnce() throws Exception {
        assumeThat(ThisMachine.name()).isNotEmpty();
        leave(remote, HostName.local(), "another machine of this name");
        assertThatExceptionOfType(BadInput.class).isThrownBy(() -> ResultsFolder.lock(remote, "mine"));
        new UnitStore(remote).remove(".lease-000000001");
        leave(remote, HostName.local(), ThisMachine.name());
        try (ResultsFolder results = ResultsFolder.lock(remote, "mine")) {
            assertThat(results.remarks()).isEmpty();
            commit(results, "a");
        }
    }

    /** A disk that two machines share may have locks that each machine sees alone. */
    @Test
    void anotherMachinesRunHasItsTimeOnALocalDiskToo() throws IOException {
        String location = folder.resolve("results").toString();
        leave(location, "another.host");
        for (int tries = 0; tries < 2; tries++) {
            assertThatExceptionOfType(BadInput.class)
                    .isThrownBy(() -> ResultsFolder.lock(location, "mine"))
                    .withMessageContaining("host another.host, process 4711");
        }
        Files.setLastModifiedTime(
                Path.of(location, ".lease-000000001"),
                java.nio.file.attribute.FileTime.from(Instant.now().minusSeconds(121)));
        try (ResultsFolder results = ResultsFolder.lock(location, "mine")) {
            assertThat(results.remarks()).hasSize(1);
        }
    }

    @Test
    void sparesWhatTasksOfADeadDistributedRunMayStillWrite() throws IOException {
        String location = folder.resolve("results").toString();
        leave(location, HostName.local());
        Path late = Path.of(location, "hits", ".20260101T000000-late-0-7-b.tmp");
        Path other = Path.of(location, "hits", ".20250101T000000-gone-0-7-b.tmp");
        Files.writeString(late, "rows");
        Files.writeString(other, "rows");
        try (ResultsFolder results = ResultsFolder.lock(location, "mine")) {
            results.store().repair();
            assertThat(late).exists();
            assertThat(other).doesNotExist();
        }
        try (ResultsFolder results = ResultsFolder.lock(location, "mine")) {
            results.store().repair();
            assertThat(late).doesNotExist();
        }
    }

    /** The folder as a killed driver on a cluster leaves it. */
    private static void leave(String location, String host) throws IOException {
        leave(location, host, "");
    }

    private static void leave(String location, String host, String machine) throws IOException {
        ResultsFolder.lock(location, "mine").close();
        LeaseStore leases = new UnitStore(location).leases();
        assertThat(leases.create(
                        new Lease(1, "dead", host, 4711, machine, Instant.now(), "20260101T000000-late", true)))
                .isTrue();
    }

    private static List<String> hidden(String location) throws IOException {
        try (var files = Files.list(Path.of(location))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static void commit(ResultsFolder results, String unit) throws IOException {
        results.store()
                .commit(
                        unit,
                        new UnitStore.Unit(List.of(Rows.trial(unit, 6, TrialStatus.CONVERGED)), List.of(), List.of()),
                        "run-0",
                        false);
    }
}
