package org.spectralsweep.spark.job;

import java.util.List;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.sweep.MomentumTheory;

/** On which side of eta lambda = (1 - sqrt mu)^2 the times of a law lie, see {@link MomentumTheory}. */
final class MomentumPower {
    private MomentumPower() {}

    /** 1 where all times follow the theory, 0.5 where all of them follow it with halved exponents, otherwise NaN. */
    static double of(List<StoredPoint> times) {
        double power = Double.NaN;
        for (StoredPoint time : times) {
            double own = of(time);
            if (Double.isNaN(own) || own != power && !Double.isNaN(power)) {
                return Double.NaN;
            }
            power = own;
        }
        return times.isEmpty() ? 1 : power;
    }

    private static double of(StoredPoint time) {
        double momentum = time.number("momentum");
        if (!(momentum > 0) || !(time instanceof ConvergenceTime hit)) {
            return 1;
        }
        Double predicted = time.response().predicted(false);
        HitRow.SampleRow set = hit.hit().set();
        return predicted == null || set == null
                ? Double.NaN
                : MomentumTheory.power(momentum, predicted, set.bound() / set.targetSquares());
    }
}
