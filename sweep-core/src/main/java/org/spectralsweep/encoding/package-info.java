/**
 * Maps that are applied to the coordinates before the first layer. Start with
 * {@link org.spectralsweep.encoding.InputEncoding}, the encoding as a spec writes it. Bound to a number of coordinates,
 * it becomes an {@link org.spectralsweep.encoding.Encoder}.
 */
@NullMarked
package org.spectralsweep.encoding;

import org.jspecify.annotations.NullMarked;
