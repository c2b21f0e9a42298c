package org.spectralsweep.spark.table;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * What a task must find in the results folder: the lease of its own driver.
 *
 * @param holder of that lease
 * @param distributed whether tasks run on machines other than the driver's
 */
public record Token(String holder, boolean distributed) implements Serializable {
    /**
     * Checks that the folder belongs to the driver.
     *
     * @throws FolderLost if it is gone or belongs to another run
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
                            + "), because this one did not renew its lease for " + Lease.VALID.toSeconds()
                            + " seconds or its folder was replaced; it commits nothing more");
        }
        throw new FolderLost(
                distributed
                        ? "an executor does not see the driver's folder " + root
                                + ": give --out a folder that the driver and all executors share"
                                + " (if it is shared, it was moved or deleted while the run was at work)"
                        : "the results folder " + root + " was moved, deleted or replaced while the run was at work;"
                                + " nothing more is committed");
    }
}
