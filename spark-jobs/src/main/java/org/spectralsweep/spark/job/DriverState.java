package org.spectralsweep.spark.job;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.spectralsweep.spark.table.Lease;
import org.spectralsweep.spark.table.LeaseView;

/** Whether the driver of a run still works, as the lease of its results folder tells. */
public enum DriverState {
    /** It holds the lease and lives, or has renewed the lease in time. */
    AT_WORK,
    /** It gave the lease back, or another one has the folder. */
    GONE,
    /** It holds the lease, but its process has ended. */
    KILLED,
    /** It has not renewed the lease in time. */
    SILENT,
    /** It is on another machine, and the lease's age cannot be asked for, as in a folder that may not be written to. */
    UNKNOWN;

    /** Whether nothing more is to come from the driver. */
    public boolean isOver() {
        return this == GONE || this == KILLED || this == SILENT;
    }

    /** The state of a driver. On its own machine this only reads. */
    public static DriverState of(RunStatus.Driver driver, LeaseView leases) throws IOException {
        Optional<Lease> lease = leases.read();
        if (lease.isEmpty()) {
            return GONE;
        }
        Lease held = lease.get();
        if (held.isReadable()
                && !(held.process() == driver.process() && held.host().equals(driver.host()))) {
            return GONE;
        }
        if (ThisMachine.knowsDead(held.machine(), held.process())) {
            return KILLED;
        }
        if (!held.machine().isEmpty() && held.machine().equals(ThisMachine.name())) {
            return AT_WORK;
        }
        Duration age;
        try {
            age = leases.age(held);
        } catch (IOException e) {
            return UNKNOWN;
        }
        return age.compareTo(Lease.VALID) > 0 ? SILENT : AT_WORK;
    }
}
