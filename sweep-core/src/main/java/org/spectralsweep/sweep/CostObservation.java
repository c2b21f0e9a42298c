package org.spectralsweep.sweep;

import java.util.List;

/**
 * By which factor the cost model was wrong about a part of an earlier run.
 *
 * @param terms what the part depended on
 * @param logRatio natural logarithm of measured over predicted
 * @param seconds measured: a short time tells less, since clocks and compilers have their share in it
 */
public record CostObservation(List<CostTerm> terms, double logRatio, double seconds) {
    /** Copies the terms. */
    public CostObservation {
        terms = List.copyOf(terms);
    }
}
