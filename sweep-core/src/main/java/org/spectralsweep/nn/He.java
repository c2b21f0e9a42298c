package org.spectralsweep.nn;

import org.spectralsweep.Default;

/** N(0, 2 / ((1 + negativeSlope^2) fan_in)): Kaiming-normal; PyTorch's {@code a = sqrt(5)} is variance 1 / (3 fan_in). */
public record He(@Default("0") double negativeSlope) implements WeightInit {}
