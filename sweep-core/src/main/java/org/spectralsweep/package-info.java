/**
 * The science of spectral bias: networks, training, metrics, kernels and fits. This code does not depend on Spark,
 * files or consoles. Start with {@link org.spectralsweep.trial.TrialRunner}.
 */
@NullMarked
package org.spectralsweep;

import org.jspecify.annotations.NullMarked;
