package org.spectralsweep.spectral;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spectralsweep.domain.Harmonics;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.ProductDomain;
import org.spectralsweep.targets.TargetFunction;

/**
 * Amplitudes of a function that is known at scattered points. The harmonics are those of {@link AmplitudeProjection}:
 * sines and cosines of each frequency, and on higher spheres the zonal harmonic about the target's axis. They are
 * fitted by least squares, all frequencies together if the points tell them apart, otherwise each by itself (see
 * {@link LeastSquaresProjection}). O(points x frequencies^2) once, then O(points) an amplitude.
 */
public final class HarmonicFit {
    private final double[][] functionals;
    private final int perFrequency;

    private HarmonicFit(double[][] functionals, int perFrequency) {
        this.functionals = functionals;
        this.perFrequency = perFrequency;
    }

    /**
     * Prepares the fit.
     *
     * @param frequencies kappa, each at least 0; amplitudes are requested by index in this list
     * @param target provides the axis or direction of the harmonics
     */
    public static HarmonicFit of(InputDomain domain, Points points, List<Integer> frequencies, TargetFunction target) {
        boolean zonal = domain.manifoldDimension() > 1 && !(domain instanceof ProductDomain);
        int perFrequency = zonal ? 1 : 2;
        int count = points.count();
        double[][] columns = new double[frequencies.size() * perFrequency][count];
        double[] axis = target.axis(domain);
        double[] angles = zonal ? new double[0] : Harmonics.angles(domain, points, target.direction(domain));
        for (int f = 0; f < frequencies.size(); f++) {
            int kappa = frequencies.get(f);
            for (int i = 0; i < count; i++) {
                if (zonal) {
                    columns[f][i] = Harmonics.gegenbauer(kappa, domain.ambientDimension(), points.dot(axis, i));
                } else {
                    columns[2 * f][i] = StrictMath.sin(kappa * angles[i]);
                    columns[2 * f + 1][i] = StrictMath.cos(kappa * angles[i]);
                }
            }
        }
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        int[] all = IntStream.range(0, count).toArray();
        double[][] rows = columns.length == 0 || count == 0
                ? new double[columns.length][count]
                : new LeastSquaresProjection(columns, perFrequency, ones).together(all);
        return new HarmonicFit(rows, perFrequency);
    }

    /**
     * |A| of A sin(kappa phi + phase), or of A times the zonal harmonic.
     *
     * @param values the function at the points
     * @param frequencyIndex position in the list of frequencies
     */
    public double amplitude(double[] values, int frequencyIndex) {
        double first = dot(functionals[frequencyIndex * perFrequency], values);
        return perFrequency == 1
                ? Math.abs(first)
                : Math.hypot(first, dot(functionals[frequencyIndex * perFrequency + 1], values));
    }

    private static double dot(double[] functional, double[] values) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += functional[i] * values[i];
        }
        return sum;
    }
}
