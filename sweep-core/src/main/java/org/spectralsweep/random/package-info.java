/** Where randomness comes from. Start with {@link org.spectralsweep.random.Seeds}: every stream is a function of a trial's identity and the stream's name. */
@NullMarked
package org.spectralsweep.random;

import org.jspecify.annotations.NullMarked;
