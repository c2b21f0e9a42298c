/**
 * Where randomness comes from. Start with {@link org.spectralsweep.random.Seeds}, which derives every stream from the
 * trial's trajectory id and the stream's name.
 */
@NullMarked
package org.spectralsweep.random;

import org.jspecify.annotations.NullMarked;
