package org.spectralsweep.domain;

import org.jspecify.annotations.Nullable;

/**
 * Points of a domain.
 *
 * @param count number of points n
 * @param dimension columns of a point, the domain's ambient dimension
 * @param coordinates n x dimension, row-major
 * @param parameter the angle (circle) or position (interval) of each point; null on every other domain
 */
public record Points(int count, int dimension, double[] coordinates, double @Nullable [] parameter) {}
