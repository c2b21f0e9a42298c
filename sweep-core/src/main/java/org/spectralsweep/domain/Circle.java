package org.spectralsweep.domain;

/** The unit circle S^1 in R^2. The parameter of a point is its angle in [-pi, pi). */
public record Circle() implements InputDomain {
    @Override
    public int ambientDimension() {
        return 2;
    }

    @Override
    public int manifoldDimension() {
        return 1;
    }

    @Override
    public String phrase() {
        return "the circle";
    }

    @Override
    public boolean isCircular() {
        return true;
    }

    /**
     * The angle in [-pi, pi) that differs from {@code angle} by whole turns. An angle already in that range is returned
     * unchanged.
     */
    public static double wrap(double angle) {
        if (angle >= -Math.PI && angle < Math.PI) {
            return angle;
        }
        double turns = Math.floor((angle + Math.PI) / (2 * Math.PI));
        double wrapped = angle - turns * (2 * Math.PI);
        return wrapped >= -Math.PI && wrapped < Math.PI ? wrapped : -Math.PI;
    }
}
