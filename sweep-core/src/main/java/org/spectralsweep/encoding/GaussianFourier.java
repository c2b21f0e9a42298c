package org.spectralsweep.encoding;

/**
 * Gaussian Fourier features [sin(2 pi B x), cos(2 pi B x)] with B (features x d) ~ N(0, bandwidth^2), drawn once per trial.
 *
 * @param bandwidth sigma, in cycles per unit length, positive
 * @param features rows of B; the encoding has twice as many columns
 */
public record GaussianFourier(double bandwidth, int features) implements InputEncoding {}
