/**
 * Where inputs live, and the harmonics of each place. Start with {@link org.spectralsweep.domain.InputDomain}; {@link org.spectralsweep.domain.Harmonics} holds
 * the functions that targets, spectra and kernels share.
 */
@NullMarked
package org.spectralsweep.domain;

import org.jspecify.annotations.NullMarked;
