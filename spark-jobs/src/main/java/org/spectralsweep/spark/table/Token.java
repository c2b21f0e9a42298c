package org.spectralsweep.spark.table;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * What a task has to find in the results folder: the lease of its own driver.
 *
 * @param holder of that lease
 * @param distributed whether tasks run on other machines than the driver
 */
public record Token(String holder, boolean distributed) implements Serializable {
    /**
     * Checks that the folder is the driver's.
     *
     * @throws FolderLost if it is not there, or another's
     */
    void check(TableFiles files) throws IOException {
        Optional<Lease> lease = new LeaseFiles(files).read();
        if (lease.isPresent() && lease.get().holder().equals(holder)) {
            return;
        }
        String root = files.root().toUri().getPath();
        if (lease.isPresent()) {
            throw new FolderLost(
                    "another run has taken over " + root + " (" + lease.get().who()
                            + "), since this one did not renew its lease for " + Lease.VALID.toSeconds()
                            + " seconds or its folder was replaced; it commits nothing more");
        }
        throw new FolderLost(
                distributed
                        ? "an executor does not see the driver's folder " + root
                                + ": give --out a folder that the driver and all executors share"
                                + " (if they do, it was moved or deleted while the run was at work)"
                        : "the results folder " + root + " was moved, deleted or replaced while the run was at work;"
                                + " nothing more is committed");
    }
}
