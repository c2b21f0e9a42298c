/**
 * The sets that inputs are drawn from, and the harmonics of each. Start with {@link
 * org.spectralsweep.domain.InputDomain}. {@link org.spectralsweep.domain.Harmonics} holds the functions that targets,
 * spectra and kernels share.
 */
@NullMarked
package org.spectralsweep.domain;

import org.jspecify.annotations.NullMarked;
