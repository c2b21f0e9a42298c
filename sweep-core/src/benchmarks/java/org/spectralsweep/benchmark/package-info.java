/**
 * Speed: what a training step costs in comparison with libtorch and with OpenBLAS alone. Start with
 * {@link org.spectralsweep.benchmark.SpeedTable}. These classes are compiled and run with {@code -Pbenchmarks} only.
 */
@NullMarked
package org.spectralsweep.benchmark;

import org.jspecify.annotations.NullMarked;
