/**
 * Data that a spec names by file. Start with {@link org.spectralsweep.spark.data.DataFiles}. Files are read once, on
 * the driver. Their content is shipped to the tasks, which find it by the SHA-256 of the bytes. Samples are taken as
 * they are stored, so no colour is converted and nothing is rounded. Anything wrong with a file becomes a
 * {@link org.spectralsweep.spark.data.DataException}.
 */
@NullMarked
package org.spectralsweep.spark.data;

import org.jspecify.annotations.NullMarked;
