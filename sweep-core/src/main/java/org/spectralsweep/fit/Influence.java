package org.spectralsweep.fit;

/**
 * What a cell does to a parameter.
 *
 * @param cell the grid point
 * @param parameter its name in the fit
 * @param without the estimate from all other cells; NaN if they do not determine it
 * @param change how far the cell moves the estimate, in standard errors: (estimate - without)/error. Factors are
 *     compared by their logarithms.
 */
public record Influence(String cell, String parameter, double without, double change) {}
