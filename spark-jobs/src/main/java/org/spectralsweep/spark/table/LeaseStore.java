package org.spectralsweep.spark.table;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What a lease needs from a file system. */
public interface LeaseStore {
    /** The lease of the highest generation. It is empty if there is no lease or no folder. */
    Optional<Lease> read() throws IOException;

    /**
     * Makes a lease unless one of its generation exists, and says whether it did. If several try, only one succeeds.
     */
    boolean create(Lease lease) throws IOException;

    /** Writes the caller's own lease again, so that its time starts anew. */
    void renew(Lease lease) throws IOException;

    /**
     * How long ago the lease was made or renewed. The time is that of the file system's clock, because the clocks of
     * two machines may differ.
     */
    Duration age(Lease lease) throws IOException;

    /** Removes the lease if it is still the newest one. */
    void release(Lease lease) throws IOException;
}
