package org.spectralsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.encoding.Positional;
import org.spectralsweep.nn.ActivationPatterns;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;

class RegionMapTest {
    private static final List<Double> WHOLE = List.of(0.0, 0.0, 1.0, 1.0);

    private static Scene scene(InputDomain domain) {
        return Scenes.of(domain, Scenes.one(domain.ambientDimension()));
    }

    private static List<Measurement> measure(RegionMap map, Cube square, long step, Mlp network) {
        map.check(scene(square));
        return map.measure(new Probe(scene(square), step, network, new double[1]));
    }

    /** Units that switch at x = 1/2, y = 1/4 and y = 3/4. */
    private static Mlp cuts() {
        return Scenes.network(2, List.of(3), 1, 0, 0, 0, 1, 1, -0.5, -0.25, -0.75, 1, 1, 1);
    }

    /** Cells with the centres 1/6, 1/2 and 5/6: at 1/2 the first unit is still off. */
    @Test
    void aNumberIsThePatternsFromTheLowestRowOn() {
        List<Measurement> rows = measure(new RegionMap(3, WHOLE, List.of()), new Cube(2, 0, 1), 7, cuts());

        assertThat(rows)
                .hasSize(10)
                .allMatch(row -> row.step() == 7 && row.scope().equals("all"));
        List<Measurement> map = rows.subList(0, 9);
        assertThat(map).allMatch(row -> row.metric().equals("region_map") && row.value() >= 0 && row.value() < 1);
        assertThat(map).extracting(Measurement::index).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        int[] pattern = {0, 0, 1, 2, 2, 3, 4, 4, 5};
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 9; j++) {
                assertThat(map.get(i).value() == map.get(j).value()).isEqualTo(pattern[i] == pattern[j]);
            }
        }
        assertThat(rows.get(9)).isEqualTo(new Measurement(7, "region_map_regions", "all", 0, 6));
    }

    /**
     * The points (0.75 or 2.25, -2 or 0), each coordinate between two units that switch close by. The number is the
     * hash over 2^64.
     */
    @Test
    void aWindowIsInPartsOfTheSide() {
        double[] ends = {0.7, 0.8, 2.2, 2.3, -2.1, -1.9, -0.1, 0.1};
        double[] parameters = new double[4 * ends.length];
        for (int unit = 0; unit < ends.length; unit++) {
            parameters[unit < 4 ? unit : ends.length + unit] = 1;
            parameters[2 * ends.length + unit] = -ends[unit];
        }
        Mlp network = Scenes.network(2, List.of(8), parameters);
        double[] centres = {0.75, -2, 2.25, -2, 0.75, 0, 2.25, 0};

        List<Measurement> rows =
                measure(new RegionMap(2, List.of(0.25, -0.5, 1.0, 0.5), List.of()), new Cube(2, -1, 3), 0, network);

        ActivationPatterns patterns = ActivationPatterns.of(network, centres, 4);
        for (int i = 0; i < 4; i++) {
            BigDecimal number = new BigDecimal(Long.toUnsignedString(patterns.hash(i)));
            double part = number.divide(BigDecimal.valueOf(2).pow(64)).doubleValue();
            assertThat(rows.get(i).value()).isCloseTo(part, within(1e-15));
        }
        assertThat(rows.get(4).value()).isEqualTo(4);
    }

    /** The one unit is on where cos(pi x), the second of four columns, is positive. */
    @Test
    void showsThePlaneThatAnEncodingBends() {
        Cube square = new Cube(2, 0, 1);
        Scene scene = new Scene(
                square,
                new Uniform().on(square, Scenes.SINE.axis(square)),
                Scenes.SINE,
                1,
                new Positional(1, true, false).bind(2, new Well19937c(1)),
                Loss.HALF_SUM,
                Scenes.one(4),
                List.of(),
                new Well19937c(2));
        Mlp network = Scenes.network(4, List.of(1), 0, 1, 0, 0, 0, 1);
        List<Measurement> rows =
                new RegionMap(2, WHOLE, List.of()).measure(new Probe(scene, 0, network, new double[1]));
        double[] map = rows.stream().mapToDouble(Measurement::value).toArray();
        assertThat(map).hasSize(5).endsWith(map[0], map[1], 2);
        assertThat(map[0]).isNotEqualTo(map[1]);
    }

    @Test
    void isTakenAtItsStepsAlone() {
        RegionMap map = new RegionMap(2, WHOLE, List.of(3L));
        assertThat(measure(map, new Cube(2, 0, 1), 2, cuts())).isEmpty();
        assertThat(measure(map, new Cube(2, 0, 1), 3, cuts())).hasSize(5);
    }

    @Test
    void weightsThatAreNoNumbersHaveNone() {
        Mlp network = cuts();
        network.values().set(0, Double.NaN);
        assertThat(measure(new RegionMap(2, WHOLE, List.of()), new Cube(2, 0, 1), 2, network))
                .hasSize(5)
                .allMatch(row -> Double.isNaN(row.value()));
    }

    @Test
    void needsASquare() {
        RegionMap map = new RegionMap(2, WHOLE, List.of());
        map.check(scene(new Cube(2, 0, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map.check(scene(new Cube(3, 0, 1))))
                .withMessage("domain must be a cube of dimension 2 but was a cube of dimension 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map.check(scene(new Circle())))
                .withMessage("domain must be a cube of dimension 2 but was the circle");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1025})
    void refusesASideOutsideItsBounds(int side) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RegionMap(side, WHOLE, List.of()))
                .withMessage("side must be from 1 to 1024 but was " + side);
    }

    @Test
    void hasUpTo1024PointsASide() {
        assertThat(new RegionMap(1, WHOLE, List.of()).side()).isEqualTo(1);
        assertThat(new RegionMap(1024, WHOLE, List.of()).side()).isEqualTo(1024);
    }

    @Test
    void refusesAWindowThatIsNoArea() {
        List<List<Double>> windows = List.of(
                List.of(0.0, 0.0, 1.0),
                List.of(0.0, 0.0, 1.0, 1.0, 2.0),
                List.of(Double.NEGATIVE_INFINITY, 0.0, 1.0, 1.0),
                List.of(0.0, 0.0, 1.0, Double.NaN),
                List.of(0.5, 0.0, 0.5, 1.0),
                List.of(0.0, 0.5, 1.0, 0.5),
                List.of(1.0, 0.0, 0.0, 1.0),
                List.of(0.0, 1.0, 1.0, 0.0));
        for (List<Double> window : windows) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RegionMap(2, window, List.of()))
                    .withMessage("window must be the left, lower, right and upper end of an area but was " + window);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RegionMap(2, WHOLE, List.of(-1L)))
                .withMessage("steps must be at least 0 but was [-1]");
    }
}
