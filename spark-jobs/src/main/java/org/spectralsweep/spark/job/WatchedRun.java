package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.DiskFiles;
import org.spectralsweep.spark.table.LeaseReader;
import org.spectralsweep.spark.table.LeaseView;
import org.spectralsweep.spark.table.Place;
import org.spectralsweep.spark.table.SmallFiles;

/**
 * What a run leaves in its results folder for people to look at. On a local disk neither Hadoop nor a table is needed
 * to read it, so the answer is there at once.
 */
public final class WatchedRun {
    private final String place;
    private final SmallFiles files;
    private final LeaseView leases;
    /** What the file system's clock is ahead of this machine's; null before it was asked. */
    private @Nullable Duration ahead;

    WatchedRun(String place, SmallFiles files) {
        this.place = place;
        this.files = files;
        this.leases = new LeaseReader(files);
    }

    /**
     * Opens a results folder.
     *
     * @throws BadInput if there are no results
     */
    public static WatchedRun open(String location) {
        Place place = ResultsFolder.place(location);
        return place.local()
                .filter(folder -> Files.isReadable(folder.resolve(RunStatus.FILE)))
                .map(folder -> new WatchedRun(place.toString(), new DiskFiles(folder)))
                .orElseGet(() -> {
                    ResultsFolder results = ResultsFolder.open(location);
                    return new WatchedRun(
                            results.store().place().toString(), results.store().smallFiles());
                });
    }

    /** The folder as it was typed. */
    public String place() {
        return place;
    }

    /** The file itself. It is empty if there is none. */
    public Optional<byte[]> json() throws IOException {
        return files.content(RunStatus.FILE);
    }

    /** The last status. It is empty if there is none to be read. */
    public Optional<RunStatus> status() throws IOException {
        return RunStatus.read(files);
    }

    /** When the status was written, by the file system's clock. */
    public Optional<Instant> written() throws IOException {
        return files.written(RunStatus.FILE);
    }

    /** The state of a run's driver, which nobody asks for once the run is over. */
    public DriverState driver(RunStatus status) throws IOException {
        return status.phase().isLast() ? DriverState.GONE : DriverState.of(status.driver(), leases);
    }

    /**
     * What the driver's clock says now. That of another host may differ from this one's, so the age of the status is
     * told by the file system's clock. Where the folder is only read, this machine's clock must do.
     */
    public Instant now(RunStatus status) throws IOException {
        Instant here = Instant.now();
        if (status.driver().host().equals(HostName.local())) {
            return here;
        }
        Instant byFiles = here.plus(ahead());
        return written()
                .map(written -> status.written().plus(Duration.between(written, byFiles)))
                .orElse(here);
    }

    /** Asked once, since two clocks drift apart by less in a day than the answer shows. */
    private Duration ahead() {
        Duration known = ahead;
        if (known == null) {
            try {
                known = Duration.between(Instant.now(), files.now());
            } catch (IOException e) {
                known = Duration.ZERO;
            }
            ahead = known;
        }
        return known;
    }
}
