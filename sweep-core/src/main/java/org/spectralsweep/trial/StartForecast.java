package org.spectralsweep.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.targets.ImageSource;

/** How far from zero the trials of a sweep start, found by one forward pass of each within a given time. */
public final class StartForecast {
    /**
     * Seconds for one multiplication and addition of a forward pass, rounded up. Measured: 0.7e-10 to 2.1e-10 with
     * three to five layers of 256 to 1,024 units on 500 and 1,000 samples, and 7e-10 to 9e-10 with one layer of 4,000
     * and 65,536 units on 734. These are CPU times of one core of an AMD EPYC (Zen 3, AVX2) whose two cores other
     * processes shared; drawing the weights, at 30 to 60 ns each, is included.
     */
    private static final double SECONDS_PER_PRODUCT = 1e-9;

    /** Drawing more weights takes longer than a plan may: a second, at the 50 ns a weight of the cost model. */
    private static final double MOST_WEIGHTS = 2e7;

    private StartForecast() {}

    /**
     * Takes trials from all over the sweep first, since neighbours differ little.
     *
     * @param trials trials whose parts fit together
     * @param images source of the images that their targets name
     * @param seconds time for all of them
     * @return for each trial, the loss before the first update over the loss of the zero function. It is empty if the
     *     trial trains nothing, its loss is not one of squared residuals, its target is zero, or the time was over.
     */
    public static List<OptionalDouble> of(List<TrialSpec> trials, ImageSource images, double seconds) {
        List<OptionalDouble> starts = new ArrayList<>(Collections.nCopies(trials.size(), OptionalDouble.empty()));
        long deadline = System.nanoTime() + (long) (seconds * 1e9);
        int stride = stride(trials.size());
        for (int k = 0; k < trials.size() && System.nanoTime() < deadline; k++) {
            int i = (int) ((long) k * stride % trials.size());
            starts.set(i, start(trials.get(i), images, (deadline - System.nanoTime()) / 1e9));
        }
        return starts;
    }

    private static OptionalDouble start(TrialSpec trial, ImageSource images, double left) {
        Loss loss = trial.loss();
        if (trial.maxSteps().trainsNothing() || !loss.isSquared()) {
            return OptionalDouble.empty();
        }
        if (trial.initialization().mirrored()) {
            return OptionalDouble.of(1);
        }
        TrialSetup setup = TrialSetup.of(trial, images);
        Samples data = setup.data();
        double energy = setup.targetEnergy();
        double weights = weights(setup.architecture());
        boolean affordable = weights <= MOST_WEIGHTS && SECONDS_PER_PRODUCT * weights * (data.count() + 10) <= left;
        if (!affordable || !(energy > 0)) {
            return OptionalDouble.empty();
        }
        double[] outputs = setup.network().outputs(data.x(), data.count());
        double error = loss.error(outputs, data.y(), 0, data.count(), data.outputs());
        return OptionalDouble.of(loss.value(error, data.count(), data.outputs()) / energy);
    }

    private static double weights(MlpSpec architecture) {
        double weights = 0;
        for (int layer = 0; layer < architecture.layers(); layer++) {
            weights += (double) architecture.fanIn(layer) * architecture.fanOut(layer);
        }
        return weights;
    }

    /**
     * The golden section of the number of trials, or the next number that shares no divisor with it. So a walk with
     * this stride visits every trial.
     */
    private static int stride(int trials) {
        int stride = Math.max(1, (int) Math.round(0.618 * trials));
        while (divisor(stride, trials) > 1) {
            stride++;
        }
        return stride;
    }

    private static int divisor(int a, int b) {
        return b == 0 ? a : divisor(b, a % b);
    }
}
