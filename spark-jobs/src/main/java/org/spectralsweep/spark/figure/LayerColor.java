package org.spectralsweep.spark.figure;

/** The colour of a layer. */
public enum LayerColor {
    /** The next of the palette; the series of a layer have one each, the same as in the panel's other layers. */
    AUTO,
    /** The palette's. */
    BLUE,
    /** The palette's. */
    ORANGE,
    /** The palette's. */
    GREEN,
    /** The palette's. */
    PINK,
    /** The palette's. */
    AMBER,
    /** The palette's. */
    SKY,
    /** For what is beside the point. */
    GRAY,
    /** For theory. */
    BLACK,
    /** On the dark of a map; in the legend it is black. */
    WHITE
}
