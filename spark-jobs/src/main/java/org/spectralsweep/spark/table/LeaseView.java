package org.spectralsweep.spark.table;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What others may ask of the leases of a results folder. */
public interface LeaseView {
    /** The lease of the highest generation. It is empty if there is no lease or no folder. */
    Optional<Lease> read() throws IOException;

    /**
     * How long ago the lease was made or renewed. The time is that of the file system's clock, because the clocks of
     * two machines may differ.
     */
    Duration age(Lease lease) throws IOException;
}
