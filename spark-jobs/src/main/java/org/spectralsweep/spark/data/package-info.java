/**
 * Data that a spec names by file. Start with {@link org.spectralsweep.spark.data.DataFiles}. Files are read once, on the driver; what is shipped to
 * tasks is what was in them, found by the SHA-256 of their bytes. Samples are taken as they are stored: no colour is converted and nothing is
 * rounded. Whatever is wrong with a file is one {@link org.spectralsweep.spark.data.DataException}.
 */
@NullMarked
package org.spectralsweep.spark.data;

import org.jspecify.annotations.NullMarked;
