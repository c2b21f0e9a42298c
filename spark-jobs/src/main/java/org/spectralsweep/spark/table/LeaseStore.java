package org.spectralsweep.spark.table;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The primitives that a lease needs of a file system. */
public interface LeaseStore {
    /** The lease of the highest generation; none where there is none, or no folder. */
    Optional<Lease> read() throws IOException;

    /** Makes a lease unless there is one of its generation, and says whether it did: of several that try, one succeeds. */
    boolean create(Lease lease) throws IOException;

    /** Writes a lease of one's own again, which begins its time anew. */
    void renew(Lease lease) throws IOException;

    /** How long ago the lease was made or renewed, by the clock of the file system: those of two machines may differ. */
    Duration age(Lease lease) throws IOException;

    /** Removes the lease if it is still the newest. */
    void release(Lease lease) throws IOException;
}
