package org.spectralsweep.encoding;

/** An encoding whose random parts have been drawn: a fixed map from points to network inputs. */
public interface Encoder {
    /** The encoding that this encoder was drawn from. */
    InputEncoding spec();

    /** Numbers per encoded point. */
    int outputs();

    /**
     * Encodes points.
     *
     * @param rows coordinates, count x inputs, row-major; not modified
     * @return count x {@link #outputs()}, row-major, a new array
     */
    double[] encode(double[] rows, int count);

    /** The angular frequencies 2 pi B that were drawn, features x inputs, row-major; empty if nothing was drawn. */
    default double[] drawnFrequencies() {
        return new double[0];
    }
}
