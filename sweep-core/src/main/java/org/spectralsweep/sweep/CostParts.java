package org.spectralsweep.sweep;

/**
 * The parts of what a trial costs on one core.
 *
 * @param training seconds of all updates
 * @param update seconds of one update
 * @param setup seconds before the first update: samples, kernel, spectra, initial weights
 * @param metrics seconds in which metrics measure
 */
public record CostParts(double training, double update, double setup, double metrics) {
    /** All parts together. */
    public double seconds() {
        return training + setup + metrics;
    }
}
