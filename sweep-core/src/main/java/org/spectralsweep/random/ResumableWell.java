package org.spectralsweep.random;

import org.hipparchus.random.Well19937c;

/**
 * WELL19937c whose state can be read and set, so that a stream goes on where it stood. It draws the same numbers as
 * Hipparchus' own generator from the same seed. A normal deviate that is kept for the next call is not part of the
 * state, so streams of normal deviates cannot go on in this way.
 */
public final class ResumableWell extends Well19937c {
    private static final long serialVersionUID = 1;

    /** A generator at its start. */
    public ResumableWell(long seed) {
        super(seed);
    }

    /** Its 624 words, followed by the index of the next one. A copy. */
    public int[] state() {
        int[] state = new int[v.length + 1];
        System.arraycopy(v, 0, state, 0, v.length);
        state[v.length] = index;
        return state;
    }

    /**
     * Sets the state.
     *
     * @param state what {@link #state} returned
     * @throws IllegalArgumentException if no generator of this kind has such a state
     */
    public void resume(int[] state) {
        if (state.length != v.length + 1 || state[v.length] < 0 || state[v.length] >= v.length) {
            throw new IllegalArgumentException("state must have " + (v.length + 1)
                    + " numbers, the last of them an index, but had " + state.length);
        }
        System.arraycopy(state, 0, v, 0, v.length);
        index = state[v.length];
    }
}
