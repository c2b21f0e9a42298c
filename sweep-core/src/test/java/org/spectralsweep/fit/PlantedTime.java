package org.spectralsweep.fit;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.HitTime.Ending;

/**
 * A time of a test, two units of gradient flow an update.
 *
 * @param hitTime when the threshold was reached
 * @param region of the density
 * @param numbers by column
 * @param cell of the grid
 */
record PlantedTime(HitTime hitTime, int region, Map<String, Double> numbers, String cell) implements LawTime {
    @Override
    public Response response() {
        return hitTime;
    }

    @Override
    public double number(String column) {
        return numbers.getOrDefault(column, Double.NaN);
    }

    @Override
    public String text(String column) {
        return numbers.containsKey(column) ? String.valueOf(numbers.get(column)) : "";
    }

    static HitTime between(long lower, @Nullable Long upper, @Nullable Long predicted, Ending ending) {
        return new HitTime(
                lower, upper, 2.0 * lower, upper == null ? null : (Double) (2.0 * upper), 2, predicted, ending);
    }

    static HitTime reached(long step) {
        return between(step, step, null, Ending.ORDERLY);
    }

    static HitTime notBy(long step) {
        return between(step, null, null, Ending.ORDERLY);
    }

    static PlantedTime at(HitTime time, int region, double frequency) {
        return new PlantedTime(time, region, Map.of("frequency", frequency, "width", 64.0), "cell");
    }
}
