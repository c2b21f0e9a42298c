package org.spectralsweep.density;

import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.spec.Refusal;

/** Deterministic samples of a curve: the circle or an interval. */
final class CurveSample {
    /** The most points that a step may produce. */
    private static final double MOST_POINTS = 1 << 24;

    private CurveSample() {}

    /** The sample at these ascending values of the scalar. */
    static Sample of(InputDomain domain, RegionalDensity density, double[] scalars, int[] region) {
        double spacing;
        if (domain instanceof Interval interval) {
            spacing = scalars.length > 1 ? 0 : interval.to() - interval.from();
        } else {
            spacing = 2 * Math.PI - (scalars[scalars.length - 1] - scalars[0]);
        }
        for (int i = 1; i < scalars.length; i++) {
            spacing = Math.max(spacing, scalars[i] - scalars[i - 1]);
        }
        return new Sample(density.onCurve(scalars), region, spacing, new int[] {scalars.length}).covering(density);
    }

    /**
     * Places points segment by segment at left + (i + offset) h, up to the end of the segment. h is inversely
     * proportional to p.
     */
    static Sample byStep(InputDomain domain, RegionalDensity density, double step, double offset) {
        double sparsest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < density.segments(); j++) {
            sparsest = Math.min(sparsest, density.segmentDensity(j));
        }
        double[] spacing = new double[density.segments()];
        int[] counts = new int[density.segments()];
        double total = 0;
        for (int j = 0; j < counts.length; j++) {
            spacing[j] = step * (sparsest / density.segmentDensity(j));
            double count = stepsIn(density.edge(j + 1) - density.edge(j), spacing[j], offset);
            total += count;
            counts[j] = (int) count;
            if (count == 0) {
                throw new Refusal(
                        "step", "must be small enough to put a point in every density region but was " + step);
            }
        }
        if (!(total <= MOST_POINTS)) {
            throw new Refusal("step", "must give at most " + (int) MOST_POINTS + " points but was " + step);
        }
        return bySegment(domain, density, counts, spacing, offset);
    }

    /**
     * The number of i = 0, 1, ... with (i + offset) step below the length, as numpy's arange counts them. There is one
     * exception: a length within rounding of a whole number of steps counts as that number.
     */
    static double stepsIn(double length, double step, double offset) {
        return Math.max(0, Math.ceil(length / step - offset - 1e-9));
    }

    /** n points shared out by mass, equally spaced in each segment. */
    static Sample byCount(InputDomain domain, RegionalDensity density, int points, double offset) {
        double[] mass = new double[density.segments()];
        for (int j = 0; j < mass.length; j++) {
            mass[j] = density.segmentMass(j);
        }
        int[] counts = shares(points, mass);
        double[] spacing = new double[counts.length];
        for (int j = 0; j < counts.length; j++) {
            spacing[j] = (density.edge(j + 1) - density.edge(j)) / counts[j];
        }
        return bySegment(domain, density, counts, spacing, offset);
    }

    /** n shared out in whole numbers by the largest remainders; ties go to the first. */
    static int[] shares(int n, double[] mass) {
        int[] shares = new int[mass.length];
        double[] remainder = new double[mass.length];
        int left = n;
        for (int j = 0; j < mass.length; j++) {
            double exact = n * mass[j];
            // A share that is whole up to rounding must not lose a point to the rounding.
            shares[j] = (int) Math.floor(exact + 1e-9);
            remainder[j] = exact - shares[j];
            left -= shares[j];
        }
        for (; left > 0; left--) {
            int best = 0;
            for (int j = 1; j < mass.length; j++) {
                if (remainder[j] > remainder[best] + 1e-9) {
                    best = j;
                }
            }
            shares[best]++;
            remainder[best] -= 1;
        }
        return shares;
    }

    private static Sample bySegment(
            InputDomain domain, RegionalDensity density, int[] counts, double[] spacing, double offset) {
        int total = 0;
        for (int count : counts) {
            total += count;
        }
        double[] scalars = new double[total];
        int[] region = new int[total];
        int next = 0;
        for (int j = 0; j < counts.length; j++) {
            for (int i = 0; i < counts[j]; i++) {
                scalars[next] = density.edge(j) + (i + offset) * spacing[j];
                region[next++] = density.labelOfSegment(j);
            }
        }
        return of(domain, density, scalars, region);
    }
}
