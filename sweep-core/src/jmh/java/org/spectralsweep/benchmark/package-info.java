/**
 * Speed: what a training step costs beside libtorch and beside OpenBLAS alone. Start with {@link org.spectralsweep.benchmark.SpeedTable}; compiled
 * and run with {@code -Pbenchmarks} only.
 */
@NullMarked
package org.spectralsweep.benchmark;

import org.jspecify.annotations.NullMarked;
