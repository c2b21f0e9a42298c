/**
 * What is done to the coordinates before the first layer. Start with {@link org.spectralsweep.encoding.InputEncoding}, the spec; bound
 * to a number of coordinates it becomes an {@link org.spectralsweep.encoding.Encoder}.
 */
@NullMarked
package org.spectralsweep.encoding;

import org.jspecify.annotations.NullMarked;
