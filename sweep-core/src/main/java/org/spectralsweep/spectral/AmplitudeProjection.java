package org.spectralsweep.spectral;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.Harmonics;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.ProductDomain;
import org.spectralsweep.targets.TargetFunction;

/**
 * The amplitude of a function at each of several frequencies, computed from its values on an {@link EvaluationGrid}.
 *
 * <p>On circle, interval, cube and torus the harmonics of frequency kappa are sin(kappa phi) and cos(kappa phi). The
 * angle phi is that of {@link Harmonics#angles}, on a cube or torus along the target's direction. The amplitude is A of
 * the component A sin(kappa phi + phase), whatever the phase. On S^{d-1} with d at least 3 there is one harmonic: the
 * zonal harmonic of degree kappa about the target's axis, with value 1 there. The amplitude is its coefficient.
 *
 * <p>On a Boolean cube kappa is a degree, and its harmonics are the C(d, kappa) Walsh functions chi_S with |S| = kappa.
 * The amplitude is the norm of the whole part of that degree, (sum of c_S^2)^(1/2), so that c chi_S has amplitude |c|.
 *
 * <p>On the whole domain the amplitude is the orthogonal projection by the grid's quadrature. On a region it is a
 * least-squares fit over the region's grid points. All frequencies are fitted together if the region tells them apart
 * (see {@link LeastSquaresProjection}), otherwise each is fitted by itself.
 *
 * <p>The amplitude is NaN on a region that is too short: fewer than four grid points, or less than half a period of the
 * harmonic. The latter means that kappa times the region's extent is below pi. On a sphere the extent is the range of
 * the region's polar angles from the target's axis. Elsewhere it is 2 pi times the region's share of the grid points.
 * The amplitude is also NaN for a frequency that the grid does not resolve.
 *
 * <p>All work that does not depend on the values is done once, in {@link #of}, in O(points x frequencies^2). Each
 * amplitude then costs O(points).
 */
public final class AmplitudeProjection {
    private static final int FEWEST_POINTS = 4;

    private final List<Integer> frequencies;
    private final double[] meanSquare;
    private final int perFrequency;
    private final Fit whole;
    private final Fit[] regions;
    /** Where there is one, amplitudes are those of {@link WalshTransform}. */
    private final @Nullable BooleanCube cube;

    /**
     * Rows of a linear map from values on some points to coefficients. The rows of a frequency that is not resolved
     * must not be used.
     */
    private static final class Fit {
        private final int[] points;
        private final double[][] functionals;
        private final boolean[] resolved;

        private Fit(int[] points, double[][] functionals, boolean[] resolved) {
            this.points = points;
            this.functionals = functionals;
            this.resolved = resolved;
        }

        private double coefficient(double[] values, int column) {
            double[] functional = functionals[column];
            double sum = 0;
            for (int k = 0; k < functional.length; k++) {
                sum += functional[k] * values[points[k]];
            }
            return sum;
        }
    }

    private AmplitudeProjection(
            List<Integer> frequencies, double[] meanSquare, int perFrequency, Fit whole, Fit[] regions) {
        this.frequencies = frequencies;
        this.meanSquare = meanSquare;
        this.perFrequency = perFrequency;
        this.whole = whole;
        this.regions = regions;
        this.cube = null;
    }

    /** On all corners of a Boolean cube, whose density has one region. */
    private AmplitudeProjection(List<Integer> degrees, BooleanCube cube) {
        this.frequencies = degrees;
        this.meanSquare = new double[0];
        this.perFrequency = 1;
        this.whole = new Fit(new int[0], new double[0][], new boolean[0]);
        this.regions = new Fit[] {whole};
        this.cube = cube;
    }

    /**
     * Prepares the projections.
     *
     * @param density the density whose regions are measured
     * @param frequencies kappa, each at least 0; amplitudes are requested by index in this list
     * @param target provides the axis or direction of the harmonics
     */
    public static AmplitudeProjection of(
            InputDomain domain,
            EvaluationGrid grid,
            RegionalDensity density,
            List<Integer> frequencies,
            TargetFunction target) {
        if (domain instanceof BooleanCube cube) {
            return new AmplitudeProjection(List.copyOf(frequencies), cube);
        }
        boolean zonal = domain.manifoldDimension() > 1 && !(domain instanceof ProductDomain);
        int perFrequency = zonal ? 1 : 2;
        double[] scalar = zonal
                ? cosines(grid.points(), target.axis(domain))
                : Harmonics.angles(domain, grid.points(), target.direction(domain));
        int fastest = zonal
                ? 1
                : Arrays.stream(target.direction(domain)).map(Math::abs).max().orElse(1);
        double[][] columns = new double[frequencies.size() * perFrequency][];
        double[] meanSquare = new double[frequencies.size()];
        boolean[] onGrid = new boolean[frequencies.size()];
        for (int f = 0; f < frequencies.size(); f++) {
            int kappa = frequencies.get(f);
            onGrid[f] = (long) kappa * fastest <= grid.resolved();
            if (zonal) {
                int dimension = domain.ambientDimension();
                meanSquare[f] = 1 / Harmonics.multiplicity(kappa, dimension);
                columns[f] = map(scalar, t -> Harmonics.gegenbauer(kappa, dimension, t));
            } else {
                meanSquare[f] = kappa == 0 ? 1 : 0.5;
                columns[2 * f] = map(scalar, phi -> StrictMath.sin(kappa * phi));
                columns[2 * f + 1] = map(scalar, phi -> StrictMath.cos(kappa * phi));
            }
        }
        int[] all = IntStream.range(0, grid.points().count()).toArray();
        double[] weights = Arrays.stream(all).mapToDouble(grid::weight).toArray();
        LeastSquaresProjection squares = new LeastSquaresProjection(columns, perFrequency, weights);
        Fit whole = new Fit(all, squares.separately(all), onGrid);
        int[] label = density.label(grid.points());
        Fit[] regions = new Fit[density.regions()];
        for (int r = 0; r < regions.length; r++) {
            int region = r;
            int[] inside = Arrays.stream(all).filter(i -> label[i] == region).toArray();
            double extent = zonal ? polarRange(scalar, inside) : 2 * Math.PI * inside.length / all.length;
            boolean[] resolved = new boolean[frequencies.size()];
            for (int f = 0; f < resolved.length; f++) {
                int kappa = frequencies.get(f);
                resolved[f] = onGrid[f] && inside.length >= FEWEST_POINTS && (kappa == 0 || kappa * extent >= Math.PI);
            }
            regions[r] = new Fit(inside, squares.together(inside), resolved);
        }
        return new AmplitudeProjection(List.copyOf(frequencies), meanSquare, perFrequency, whole, regions);
    }

    private static double[] cosines(Points points, double[] axis) {
        double[] cosines = new double[points.count()];
        Arrays.setAll(cosines, i -> points.dot(axis, i));
        return cosines;
    }

    private static double[] map(double[] values, DoubleUnaryOperator function) {
        return Arrays.stream(values).map(function).toArray();
    }

    private static double polarRange(double[] cosines, int[] points) {
        double low = 1;
        double high = -1;
        for (int i : points) {
            low = Math.min(low, cosines[i]);
            high = Math.max(high, cosines[i]);
        }
        return points.length == 0 ? 0 : StrictMath.acos(Math.max(-1, low)) - StrictMath.acos(Math.min(1, high));
    }

    /**
     * The amplitude on the whole domain.
     *
     * @param valuesOnGrid the function at each point of the grid
     * @param frequencyIndex position in the list of frequencies
     */
    public double whole(double[] valuesOnGrid, int frequencyIndex, Normalization normalization) {
        return value(whole, valuesOnGrid, frequencyIndex, normalization);
    }

    /** The amplitude on one region of the density; NaN if the region is too short for the frequency. */
    public double region(double[] valuesOnGrid, int region, int frequencyIndex, Normalization normalization) {
        return value(regions[region], valuesOnGrid, frequencyIndex, normalization);
    }

    private double value(Fit fit, double[] values, int f, Normalization normalization) {
        if (cube != null) {
            int degree = frequencies.get(f);
            return degree > cube.dimension()
                    ? Double.NaN
                    : normalization.of(WalshTransform.amplitude(values, degree), 1);
        }
        if (!fit.resolved[f]) {
            return Double.NaN;
        }
        double first = fit.coefficient(values, f * perFrequency);
        if (perFrequency == 1 || frequencies.get(f) == 0) {
            double only = perFrequency == 1 ? first : fit.coefficient(values, f * perFrequency + 1);
            return normalization.of(only, meanSquare[f]);
        }
        return normalization.of(Math.hypot(first, fit.coefficient(values, f * perFrequency + 1)), meanSquare[f]);
    }
}
