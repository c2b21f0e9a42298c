package org.spectralsweep.encoding;

/** What is done to the coordinates before the first layer. */
public sealed interface InputEncoding permits Identity, Positional, GaussianFourier {}
