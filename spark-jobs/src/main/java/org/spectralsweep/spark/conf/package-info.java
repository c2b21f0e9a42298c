/**
 * From a YAML file to trials. Start with {@link org.spectralsweep.spark.conf.SpecReader}. Every value keeps its
 * {@link org.spectralsweep.spark.conf.Origin} through variants, overrides and axes, so that whatever is refused later is refused
 * with its line. What a key may hold is derived from the spec records by {@link org.spectralsweep.spec.SpecType}.
 */
@NullMarked
package org.spectralsweep.spark.conf;

import org.jspecify.annotations.NullMarked;
