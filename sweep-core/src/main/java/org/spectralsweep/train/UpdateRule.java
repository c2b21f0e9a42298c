package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.spectralsweep.linalg.RealArray;

/** An optimiser during a run: its buffers and how it moves the parameters. A step allocates nothing. */
public interface UpdateRule extends Resumable {
    /**
     * One update.
     *
     * @param parameters modified in their leading gradient.length() elements
     * @param gradient of the loss; its content is undefined afterwards
     */
    void update(RealArray parameters, RealArray gradient);

    /** Writes the buffers, of which plain descent has none. */
    @Override
    default void save(DataOutput out) throws IOException {}

    @Override
    default void restore(DataInput in) throws IOException {}
}
