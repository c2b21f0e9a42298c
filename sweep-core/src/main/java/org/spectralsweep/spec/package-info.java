/**
 * How a spec is written: the keys of a record, their types and their defaults. All of this is derived from the spec
 * records by reflection, so this package knows none of them. Start with {@link org.spectralsweep.spec.SpecType}, which
 * reads a value from a tree and writes its canonical tree. {@link org.spectralsweep.spec.Default} is the only place
 * where a default is written.
 */
@NullMarked
package org.spectralsweep.spec;

import org.jspecify.annotations.NullMarked;
