package org.spectralsweep.theory;

/**
 * The spectrum of a kernel under the distribution of inputs, and what a target has in it. A mode is an eigenspace. Its
 * eigenvalue is with respect to the probability measure from which inputs are drawn.
 *
 * @param eigenvalue eta_k, at least 0
 * @param multiplicity N_k, the dimension of the eigenspace
 * @param energy a_k, the target's mean square in mode k
 * @param startEnergy mean square, in mode k, of an untrained network's output, over all draws; 0 for a mirrored start
 * @param tail the rest of the trace E K(x, x), of modes too small to be listed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KernelModes(double[] eigenvalue, double[] multiplicity, double[] energy, double[] startEnergy, double tail) {
    /** Refuses arrays of different lengths. */
    KernelModes {
        int count = eigenvalue.length;
        if (multiplicity.length != count || energy.length != count || startEnergy.length != count) {
            throw new IllegalArgumentException("all arrays must have the length " + count + " but had not");
        }
    }

    int count() {
        return eigenvalue.length;
    }

    /** The dimension of all modes with a positive eigenvalue. */
    double rank() {
        double rank = 0;
        for (int k = 0; k < count(); k++) {
            rank += eigenvalue[k] > 0 ? multiplicity[k] : 0;
        }
        return rank;
    }

    /** sum_k N_k eta_k and the tail. */
    double trace() {
        double trace = tail;
        for (int k = 0; k < count(); k++) {
            trace += multiplicity[k] * eigenvalue[k];
        }
        return trace;
    }
}
