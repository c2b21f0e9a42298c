package org.spectralsweep.kernel;

/**
 * The moments of s(z) = max(z, 0) + a min(z, 0), which is ReLU where a = 0. It keeps the variances and the mean square
 * E (h(x) - h(z))^2. The covariance would lose small angles to cancellation, and the kernel has a kink there. No
 * allocation after construction.
 *
 * <p>Since s(z) = (1 - a) relu(z) + a z, E (s(u) - s(v))^2 = (1 - a)^2 E (relu(u) - relu(v))^2 + a E (u - v)^2. Where a
 * is 0 the factors are 1 and 0, which change no bit.
 */
final class RectifiedPair implements LayerPair {
    /** Below this angle sin t - t cos t is taken from its series. */
    private static final double SMALL = 0.25;

    private final double slope;
    private final double bend;

    private double qx;
    private double qz;
    private double apart;
    private double along;

    private double hx;
    private double hz;
    private double hApart;
    private double meanX;
    private double meanZ;

    /** @param slope a */
    RectifiedPair(double slope) {
        this.slope = slope;
        this.bend = (1 - slope) * (1 - slope);
    }

    @Override
    public void start(double varianceX, double varianceZ, double squaredDifference, double squaredSum) {
        preactivate(varianceX, varianceZ, squaredDifference, squaredSum);
        hx = 0;
        hz = 0;
        hApart = 0;
        meanX = 0;
        meanZ = 0;
    }

    /** Sets the moments of the pre-activations: variances, and mean squares of their difference and of their sum. */
    private void preactivate(double varianceX, double varianceZ, double squaredDifference, double squaredSum) {
        qx = varianceX;
        qz = varianceZ;
        apart = squaredDifference;
        along = squaredSum;
    }

    @Override
    public double covariance() {
        return (hx + hz - hApart) / 2;
    }

    @Override
    public void propagate(double variance, double bias) {
        preactivate(
                variance * hx + bias,
                variance * hz + bias,
                variance * hApart,
                variance * (2 * hx + 2 * hz - hApart) + 4 * bias);
    }

    @Override
    public double activate(double tangent, boolean skip) {
        double rx = Math.sqrt(qx);
        double rz = Math.sqrt(qz);
        double product = rx * rz;
        double difference = (rx - rz) * (rx - rz);
        double gates = 0;
        // relu' is 0 at 0, so no unit is on where every pre-activation is 0.
        double squares = (qx + qz) / 2;
        if (product > 0) {
            double chord = (apart - difference) / (4 * product);
            double other = (along - difference) / (4 * product);
            boolean near = chord < 0.5;
            double half = StrictMath.asin(Math.sqrt(Math.max(0, Math.min(1, near ? chord : other))));
            double angle = near ? 2 * half : StrictMath.PI - 2 * half;
            double supplement = near ? StrictMath.PI - 2 * half : 2 * half;
            gates = supplement / (2 * StrictMath.PI);
            // E (relu - relu)^2 = (rx - rz)^2 / 2 + rx rz (1 - (sin t + (pi - t) cos t) / pi)
            squares = difference / 2 + product * (near ? loss(angle) : 1 - gain(angle, supplement));
        }
        squares = bend * squares + slope * apart;
        double sx = (1 - slope) * (rx / Math.sqrt(2 * StrictMath.PI));
        double sz = (1 - slope) * (rz / Math.sqrt(2 * StrictMath.PI));
        double squareX = bend * (qx / 2) + slope * qx;
        double squareZ = bend * (qz / 2) + slope * qz;
        if (skip) {
            hx += squareX + 2 * meanX * sx;
            hz += squareZ + 2 * meanZ * sz;
            hApart += squares + 2 * (meanX - meanZ) * (sx - sz);
            meanX += sx;
            meanZ += sz;
        } else {
            hx = squareX;
            hz = squareZ;
            hApart = squares;
            meanX = sx;
            meanZ = sz;
        }
        double halves = (qx > 0 ? 0.5 : 0) + (qz > 0 ? 0.5 : 0);
        return (bend * gates + slope * ((1 - slope) * halves + slope)) * tangent;
    }

    /** (sin t + (pi - t) cos t) / pi. */
    private static double gain(double angle, double supplement) {
        return (StrictMath.sin(angle) + supplement * StrictMath.cos(angle)) / StrictMath.PI;
    }

    /** 1 - gain = (2 pi sin^2(t / 2) - (sin t - t cos t)) / pi, without cancellation. */
    private static double loss(double angle) {
        double sine = StrictMath.sin(angle / 2);
        return 2 * sine * sine - lag(angle) / StrictMath.PI;
    }

    /** sin t - t cos t = sum over k from 1 of (-1)^(k + 1) 2 k t^(2 k + 1) / (2 k + 1)!. */
    private static double lag(double t) {
        if (t >= SMALL) {
            return StrictMath.sin(t) - t * StrictMath.cos(t);
        }
        double square = t * t;
        double series =
                1 - square / 10 * (1 - square / 28 * (1 - square / 54 * (1 - square / 88 * (1 - square / 130))));
        return t * square / 3 * series;
    }
}
