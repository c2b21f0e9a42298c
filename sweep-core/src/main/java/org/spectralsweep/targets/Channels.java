package org.spectralsweep.targets;

import java.util.Arrays;

/** Which numbers of a pixel a network learns. */
public enum Channels {
    /** Red, green and blue; a gray image has three equal ones. */
    RGB,
    /** Luminance, see {@link Raster#gray}. */
    GRAY;

    /** Numbers per pixel: 3 or 1. */
    public int count() {
        return this == RGB ? 3 : 1;
    }

    /** The raster converted to these channels. */
    Raster of(Raster raster) {
        if (this == GRAY) {
            return raster.gray();
        }
        if (raster.channels() == 3) {
            return raster;
        }
        double[] values = raster.values();
        double[] rgb = new double[3 * values.length];
        Arrays.setAll(rgb, i -> values[i / 3]);
        return new Raster(raster.width(), raster.height(), 3, rgb);
    }
}
