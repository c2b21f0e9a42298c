package org.spectralsweep.benchmark;

/** What a virtual machine found out. Jackson carries it to the table and to the {@link Journal}. */
interface Measured {
    /** The share of the measured time in which the thread waited for a core. */
    default double waited() {
        return 0;
    }
}
