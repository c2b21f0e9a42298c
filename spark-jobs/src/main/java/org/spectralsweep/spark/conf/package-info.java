/**
 * Turns a YAML file into trials. Start with {@link org.spectralsweep.spark.conf.SpecReader}. Every value keeps its
 * {@link org.spectralsweep.spark.conf.Origin} through variants, overrides and axes. If it is refused later, the message
 * can therefore name its line. {@link org.spectralsweep.spec.SpecType} derives from the spec records what a key may
 * hold.
 */
@NullMarked
package org.spectralsweep.spark.conf;

import org.jspecify.annotations.NullMarked;
