package org.spectralsweep.sweep;

import java.util.List;

/**
 * A part of a predicted cost.
 *
 * @param terms what it depends on
 * @param seconds by the cost model
 */
public record CostPortion(List<CostTerm> terms, double seconds) {
    /** Copies the terms. */
    public CostPortion {
        terms = List.copyOf(terms);
    }
}
