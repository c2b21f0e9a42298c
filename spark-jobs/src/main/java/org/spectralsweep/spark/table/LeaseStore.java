package org.spectralsweep.spark.table;

import java.io.IOException;

/** What a lease needs from a file system. */
public interface LeaseStore extends LeaseView {
    /**
     * Makes a lease unless one of its generation exists, and says whether it did. If several try, only one succeeds.
     */
    boolean create(Lease lease) throws IOException;

    /** Writes the caller's own lease again, so that its time starts anew. */
    void renew(Lease lease) throws IOException;

    /** Removes the lease if it is still the newest one. */
    void release(Lease lease) throws IOException;
}
