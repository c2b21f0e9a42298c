package org.spectralsweep.region;

/**
 * A polygon of a slice on which no hidden unit changes its sign. This is a view of the walk and valid only during the
 * visit, so copy what you keep.
 */
public interface SliceRegion {
    /** Number of vertices, 3 or more; they go round the polygon in order. */
    int vertices();

    /** The first coordinate of a vertex. */
    double s(int vertex);

    /** The second coordinate of a vertex. */
    double t(int vertex);

    /** The area, in the slice's coordinates. */
    double area();

    /**
     * A 64-bit hash of the activation pattern. Equal patterns of networks of the same widths have equal hashes.
     * Different patterns hardly ever have the same one.
     */
    long patternHash();

    /** Whether a unit of a hidden layer is on. */
    boolean isOn(int layer, int unit);
}
