package org.spectralsweep.spark.figure;

/** The colour of a layer. */
public enum LayerColor {
    /**
     * The next colour of the palette. Each series of a layer has its own colour, the same as in the panel's other
     * layers.
     */
    AUTO,
    /** A colour of the palette. */
    BLUE,
    /** A colour of the palette. */
    ORANGE,
    /** A colour of the palette. */
    GREEN,
    /** A colour of the palette. */
    PINK,
    /** A colour of the palette. */
    AMBER,
    /** A colour of the palette. */
    SKY,
    /** For marks in the background of a panel. */
    GRAY,
    /** For predictions. */
    BLACK,
    /** For marks on the dark colours of a map. In the legend they are black. */
    WHITE
}
