package org.spectralsweep.train;

import org.spectralsweep.linalg.RealArray;

/** An optimiser during a run: its buffers and how it moves the parameters. A step allocates nothing. */
public interface UpdateRule {
    /**
     * One update.
     *
     * @param parameters modified in their leading gradient.length() elements
     * @param gradient of the loss; its content is undefined afterwards
     */
    void update(RealArray parameters, RealArray gradient);
}
