/**
 * How a spec is written: which keys a record has, of which type, and with which defaults. All of it is read off the spec records by
 * reflection, so this package knows none of them. Start with {@link org.spectralsweep.spec.SpecType}, which reads a value from a tree
 * and writes its canonical tree; {@link org.spectralsweep.spec.Default} is the one place where a default is written.
 */
@NullMarked
package org.spectralsweep.spec;

import org.jspecify.annotations.NullMarked;
