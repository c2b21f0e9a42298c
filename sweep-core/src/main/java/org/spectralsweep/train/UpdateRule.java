package org.spectralsweep.train;

import org.spectralsweep.linalg.RealArray;

/** An optimiser in the middle of a run: its moments, and how it moves the parameters. Allocates nothing in a step. */
public interface UpdateRule {
    /**
     * One update.
     *
     * @param parameters modified in their leading gradient.length() elements
     * @param gradient of the loss; its content is undefined afterwards
     */
    void update(RealArray parameters, RealArray gradient);
}
