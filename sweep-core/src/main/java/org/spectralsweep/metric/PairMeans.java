package org.spectralsweep.metric;

import java.util.List;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.region.SamplePairs;

/** Means over pairs of samples. NaN values are left out. */
final class PairMeans {
    private PairMeans() {}

    static double mean(double[] values) {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return sum / count;
    }

    /** The mean over the pairs in each region of the density, where there are several regions. */
    static void addRegions(
            List<Measurement> rows, long step, String column, double[] values, SamplePairs pairs, Samples data) {
        if (data.regions() == 1) {
            return;
        }
        double[] sums = new double[data.regions()];
        int[] counts = new int[data.regions()];
        for (int pair = 0; pair < values.length; pair++) {
            int region = data.region()[pairs.left()[pair]];
            if (region == data.region()[pairs.right()[pair]] && !Double.isNaN(values[pair])) {
                sums[region] += values[pair];
                counts[region]++;
            }
        }
        for (int region = 0; region < sums.length; region++) {
            rows.add(new Measurement(step, column, Measurement.region(region), 0, sums[region] / counts[region]));
        }
    }
}
