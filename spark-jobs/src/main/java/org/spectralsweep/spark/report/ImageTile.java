package org.spectralsweep.spark.report;

import java.awt.image.BufferedImage;

/**
 * An image with what is said under it.
 *
 * @param name of a file with it, without an ending
 * @param label under it
 * @param image the pixels
 */
record ImageTile(String name, String label, BufferedImage image) {}
