package org.spectralsweep.region;

/**
 * A polygon of a slice on which no hidden unit changes its sign. A view of the walk: it is right during the visit, and whoever keeps something copies
 * it.
 */
public interface SliceRegion {
    /** Vertices, in order round the polygon; 3 or more. */
    int vertices();

    /** The first coordinate of a vertex. */
    double s(int vertex);

    /** The second coordinate of a vertex. */
    double t(int vertex);

    /** The area, in the slice's coordinates. */
    double area();

    /**
     * A hash of the activation pattern: equal for equal patterns of networks of the same widths, and of 64 bits, so that different ones hardly ever
     * meet.
     */
    long patternHash();

    /** Whether a unit of a hidden layer is on. */
    boolean isOn(int layer, int unit);
}
