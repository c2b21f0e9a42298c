package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A part of a training that can be saved between two updates. What {@link #restore} has read goes on with the same bits
 * as what {@link #save} has written, whatever it did before.
 */
public interface Resumable {
    /** Writes all that the next update depends on and that nobody can compute anew. */
    void save(DataOutput out) throws IOException;

    /**
     * Takes over what {@link #save} has written. The receiver was built from the same arguments as the one that wrote.
     *
     * @throws IOException if it does not fit; the receiver is then useless
     */
    void restore(DataInput in) throws IOException;
}
