package org.spectralsweep.encoding;

/** An encoding with everything drawn: a fixed map from points to network inputs. */
public interface Encoder {
    /** The encoding that this is one draw of. */
    InputEncoding spec();

    /** Columns of an encoded point. */
    int outputs();

    /**
     * Encodes points.
     *
     * @param rows coordinates, count x inputs, row-major; not modified
     * @return count x {@link #outputs()}, row-major, a new array
     */
    double[] encode(double[] rows, int count);
}
