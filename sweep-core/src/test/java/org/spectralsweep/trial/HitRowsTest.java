package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.spectralsweep.density.PiecewiseConstant;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.nn.Condition;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.nn.ThresholdConvention;
import org.spectralsweep.nn.ThresholdScope;

class HitRowsTest {
    @Test
    void findsAPredictionByThresholdAndRegionInAnyOrder() {
        Threshold threshold = new Threshold("sum", ThresholdConvention.HALF_SUM, 1, ThresholdScope.BOTH);
        Circle circle = new Circle();
        HitRows rows = new HitRows(
                List.of(threshold),
                new PiecewiseConstant(List.of(1.0, 3.0), List.of(), List.of()).on(circle, new double[] {1, 0}),
                null,
                Map.of());
        Map<Condition, OptionalLong> predicted = new LinkedHashMap<>();
        predicted.put(new Condition("sum", 1), OptionalLong.of(7));
        predicted.put(new Condition("sum", Condition.WHOLE), OptionalLong.of(9));
        predicted.put(new Condition("sum", 0), OptionalLong.empty());

        assertThat(rows.untrained(predicted))
                .extracting(Hit::region, Hit::density, Hit::predictedStep)
                .containsExactly(tuple(-1, 1.0, 9L), tuple(0, 0.5, null), tuple(1, 1.5, 7L));
    }
}
