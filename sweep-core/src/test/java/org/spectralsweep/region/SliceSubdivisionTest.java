package org.spectralsweep.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.ActivationPatterns;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Networks;

class SliceSubdivisionTest {
    private static final Slice UNIT_SQUARE = Slice.plane(0, 1);

    private static BitSet pattern(ActivationPatterns patterns, int point, List<Integer> widths) {
        BitSet bits = new BitSet();
        int at = 0;
        for (int layer = 0; layer < widths.size(); layer++) {
            for (int unit = 0; unit < widths.get(layer); unit++) {
                bits.set(at++, patterns.isOn(layer, point, unit));
            }
        }
        return bits;
    }

    private static BitSet pattern(SliceRegion region, List<Integer> widths) {
        BitSet bits = new BitSet();
        int at = 0;
        for (int layer = 0; layer < widths.size(); layer++) {
            for (int unit = 0; unit < widths.get(layer); unit++) {
                bits.set(at++, region.isOn(layer, unit));
            }
        }
        return bits;
    }

    private static double[] middle(SliceRegion region) {
        double s = 0;
        double t = 0;
        for (int i = 0; i < region.vertices(); i++) {
            s += region.s(i) / region.vertices();
            t += region.t(i) / region.vertices();
        }
        return new double[] {s, t};
    }

    private static Slice tilted(int inputs, long seed) {
        return new Slice(
                Networks.gaussian(inputs, seed),
                Networks.gaussian(inputs, seed + 1),
                Networks.gaussian(inputs, seed + 2),
                -2,
                1.5,
                -1,
                3);
    }

    /**
     * k lines, no three through a point, give 1 region, one more for each line that meets the square, and one for each
     * crossing inside.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 30})
    void oneLayerIsAnArrangementOfLines(int lines) {
        Mlp network = HandBuilt.zero(2, List.of(lines), 1);
        Random random = new Random(lines);
        double[][] line = new double[lines][];
        for (int j = 0; j < lines; j++) {
            double angle = random.nextDouble() * Math.PI;
            double a = Math.cos(angle);
            double b = Math.sin(angle);
            line[j] = new double[] {a, b, -(a * random.nextDouble() + b * random.nextDouble())};
            HandBuilt.setUnit(network, 0, j, line[j][2], a, b);
        }
        int crossings = 0;
        for (int i = 0; i < lines; i++) {
            for (int j = 0; j < i; j++) {
                double det = line[i][0] * line[j][1] - line[j][0] * line[i][1];
                double x = (line[i][1] * line[j][2] - line[j][1] * line[i][2]) / det;
                double y = (line[j][0] * line[i][2] - line[i][0] * line[j][2]) / det;
                crossings += x > 0 && x < 1 && y > 0 && y < 1 ? 1 : 0;
            }
        }

        SliceSubdivision regions = SliceSubdivision.of(network, UNIT_SQUARE);

        assertThat(regions.regions()).isEqualTo(1 + lines + crossings);
        assertThat(regions.area()).isEqualTo(1, within(1e-12));
    }

    @Test
    void axisParallelLinesMakeAGrid() {
        Mlp network = HandBuilt.zero(2, List.of(7), 1);
        for (int j = 0; j < 3; j++) {
            HandBuilt.setUnit(network, 0, j, -(j + 1) / 4.0, 1, 0);
        }
        for (int j = 0; j < 4; j++) {
            HandBuilt.setUnit(network, 0, 3 + j, 3 * (j + 1) / 5.0, 0, -3);
        }
        List<Integer> corners = new ArrayList<>();

        SliceSubdivision grid = SliceSubdivision.of(network, UNIT_SQUARE, region -> corners.add(region.vertices()));

        assertThat(grid.regions()).isEqualTo(20);
        assertThat(grid.regionsAfterLayers()).containsExactly(20);
        assertThat(grid.smallestArea()).isEqualTo(0.05, within(1e-15));
        assertThat(grid.largestArea()).isEqualTo(0.05, within(1e-15));
        assertThat(grid.meanArea()).isEqualTo(0.05, within(1e-15));
        assertThat(grid.medianArea()).isEqualTo(0.05, within(1e-15));
        assertThat(grid.density()).isEqualTo(20, within(1e-12));
        assertThat(corners).hasSize(20).containsOnly(4);
    }

    /**
     * |x| and |y| are folded in the first layer and cut at 1/2 in the second, so the cut is mirrored into every
     * quadrant.
     */
    @Test
    void aSecondLayerCutsWhatTheFirstFolded() {
        Mlp network = HandBuilt.zero(2, List.of(4, 1), 1);
        HandBuilt.setUnit(network, 0, 0, 0, 1, 0);
        HandBuilt.setUnit(network, 0, 1, 0, -1, 0);
        HandBuilt.setUnit(network, 0, 2, 0, 0, 1);
        HandBuilt.setUnit(network, 0, 3, 0, 0, -1);
        HandBuilt.setUnit(network, 1, 0, -1, 1, 1, 1, 1);

        SliceSubdivision diamond = SliceSubdivision.of(network, Slice.plane(-1, 1));

        assertThat(diamond.regionsAfterLayers()).containsExactly(4, 8);
        assertThat(diamond.smallestArea()).isEqualTo(0.5, within(1e-14));
        assertThat(diamond.largestArea()).isEqualTo(0.5, within(1e-14));
    }

    @Test
    void linesThroughOnePointLeaveNoSlivers() {
        Mlp network = HandBuilt.zero(2, List.of(6), 1);
        double third = 1.0 / 3;
        HandBuilt.setUnit(network, 0, 0, 0, 1, -1);
        HandBuilt.setUnit(network, 0, 1, -third, third, 2 * third);
        HandBuilt.setUnit(network, 0, 2, -third, 2 * third, third);
        // The diagonal once more with the opposite sign, and two sides of the square.
        HandBuilt.setUnit(network, 0, 3, 0, -0.1, 0.1);
        HandBuilt.setUnit(network, 0, 4, 0, 1, 0);
        HandBuilt.setUnit(network, 0, 5, 0.7, 0, -0.7);

        SliceSubdivision star = SliceSubdivision.of(network, UNIT_SQUARE);

        assertThat(star.regions()).isEqualTo(6);
        assertThat(star.smallestArea()).isGreaterThan(0.01);
        assertThat(star.area()).isEqualTo(1, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({
        "2, '5', ALL, false, FLOAT64",
        "2, '12,9', ALL, false, FLOAT32",
        "2, '8,7,9,6', ALL, false, FLOAT64",
        "2, '10,10,10', ALL, true, FLOAT64",
        "2, '9,9,9', NONE, false, FLOAT64",
        "2, '9,9,9', NONE, true, FLOAT32",
        "5, '9,8,7', HIDDEN, false, FLOAT64",
        "3, '7,7,7,7', HIDDEN, true, FLOAT64"
    })
    void agreesWithTheSlowWay(int inputs, String layers, BiasMode bias, boolean skip, Precision precision) {
        List<Integer> widths =
                Arrays.stream(layers.split(",")).map(Integer::valueOf).toList();
        long regions = 0;
        for (int seed = 0; seed < 6; seed++) {
            Mlp network = HandBuilt.random(inputs, widths, 2, bias, skip, precision, seed);
            Slice slice = seed == 0 && inputs == 2 ? Slice.plane(-1, 1) : tilted(inputs, seed);

            double[] expected = new SliceOracle(network, slice).areas();
            double[] areas = SliceOracle.visited(network, slice);

            assertThat(areas).hasSameSizeAs(expected);
            for (int i = 0; i < areas.length; i++) {
                assertThat(areas[i]).isEqualTo(expected[i], within(1e-9));
            }
            regions += areas.length;
        }
        assertThat(regions).isGreaterThan(30);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyPolygonHasThePatternItClaims(boolean skip) {
        List<Integer> widths = List.of(24, 24, 24);
        Mlp network = HandBuilt.random(4, widths, 3, BiasMode.ALL, skip, Precision.FLOAT64, 3);
        Slice slice = tilted(4, 8);
        List<double[]> middles = new ArrayList<>();
        List<BitSet> claimed = new ArrayList<>();
        Set<Long> hashes = new HashSet<>();

        SliceSubdivision.of(network, slice, region -> {
            middles.add(middle(region));
            claimed.add(pattern(region, widths));
            hashes.add(region.patternHash());
        });

        double[] x = middles.stream()
                .flatMapToDouble(at -> Arrays.stream(slice.point(at[0], at[1])))
                .toArray();
        ActivationPatterns patterns = ActivationPatterns.of(network, x, middles.size());
        for (int i = 0; i < claimed.size(); i++) {
            assertThat(claimed.get(i)).isEqualTo(pattern(patterns, i, widths));
        }
        assertThat(claimed).hasSizeGreaterThan(300).doesNotHaveDuplicates();
        assertThat(hashes).hasSameSizeAs(claimed);
    }

    @Test
    void gridsFindThePolygonsAndNothingElse() {
        List<Integer> widths = List.of(16, 16);
        Mlp network = HandBuilt.random(2, widths, 1, BiasMode.ALL, false, Precision.FLOAT64, 5);
        Map<BitSet, Double> areas = new HashMap<>();
        SliceSubdivision.of(
                network,
                Slice.plane(-1, 1),
                region -> areas.merge(pattern(region, widths), region.area(), Double::sum));
        int found = 0;
        for (int side : new int[] {8, 32, 256}) {
            double[] x = new double[2 * side * side];
            for (int i = 0; i < side * side; i++) {
                x[2 * i] = (2 * (i % side) + 1.0) / side - 1;
                x[2 * i + 1] = (2 * Math.floorDiv(i, side) + 1.0) / side - 1;
            }
            ActivationPatterns patterns = ActivationPatterns.of(network, x, side * side);
            Map<BitSet, Integer> sampled = new HashMap<>();
            for (int i = 0; i < side * side; i++) {
                sampled.merge(pattern(patterns, i, widths), 1, Integer::sum);
            }

            assertThat(areas.keySet()).containsAll(sampled.keySet());
            assertThat(sampled.size()).isGreaterThan(found);
            found = sampled.size();
            if (side == 256) {
                sampled.forEach((pattern, count) ->
                        assertThat(4.0 * count / side / side).isEqualTo(areas.get(pattern), within(1e-2)));
            }
        }
        assertThat(found).isBetween(areas.size() * 8 / 10, areas.size());
    }

    @Test
    void areasAddUpToTheSlice() {
        Mlp network = HandBuilt.random(2, List.of(64, 64, 64), 1, BiasMode.ALL, false, Precision.FLOAT32, 7);
        Slice slice = Slice.plane(-1, 1);

        SliceSubdivision regions = SliceSubdivision.of(network, slice);

        assertThat(regions.regions()).isGreaterThan(3000);
        assertThat(regions.area()).isEqualTo(4, within(4e-12));
        assertThat(regions.density()).isEqualTo(regions.regions() / 4.0, within(1e-9));
        double[] areas = SliceOracle.visited(network, slice);
        int half = Math.floorDiv(areas.length, 2);
        assertThat(regions.medianArea())
                .isEqualTo(areas.length % 2 == 1 ? areas[half] : (areas[half - 1] + areas[half]) / 2, within(1e-15));
        assertThat(regions.meanArea()).isEqualTo(4.0 / areas.length, within(1e-15));
        assertThat(regions.smallestArea()).isEqualTo(areas[0]);
        assertThat(regions.largestArea()).isEqualTo(areas[areas.length - 1]);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void countsAfterALayerAreThoseOfTheCutNetwork(boolean skip) {
        Mlp network = HandBuilt.random(2, List.of(20, 20, 20), 1, BiasMode.ALL, skip, Precision.FLOAT64, 2);

        long[] afterLayers = SliceSubdivision.of(network, UNIT_SQUARE).regionsAfterLayers();

        for (int hidden = 1; hidden <= 3; hidden++) {
            assertThat(SliceSubdivision.of(HandBuilt.cutOff(network, hidden), UNIT_SQUARE)
                            .regions())
                    .isEqualTo(afterLayers[hidden - 1]);
        }
        assertThat(afterLayers[2]).isGreaterThan(afterLayers[1]);
    }

    @Test
    void unitsThatAreOffEverywhereChangeNothing() {
        Mlp network = HandBuilt.random(2, List.of(10, 10), 1, BiasMode.ALL, false, Precision.FLOAT64, 4);
        double[] before = SliceOracle.visited(network, UNIT_SQUARE);
        Mlp wider = HandBuilt.random(2, List.of(13, 10), 1, BiasMode.ALL, false, Precision.FLOAT64, 9);
        for (int j = 0; j < 10; j++) {
            double[] w = network.weights(0);
            HandBuilt.setUnit(wider, 0, j, network.biases(0)[j], w[j], w[10 + j]);
            double[] reads = Arrays.copyOf(Networks.gaussian(13, j), 13);
            for (int i = 0; i < 10; i++) {
                reads[i] = network.weights(1)[i * 10 + j];
            }
            HandBuilt.setUnit(wider, 1, j, network.biases(1)[j], reads);
        }
        HandBuilt.setUnit(wider, 0, 10, -3, 1, 1);
        HandBuilt.setUnit(wider, 0, 11, 0, 0, 0);
        HandBuilt.setUnit(wider, 0, 12, -1e-3, 0, 0);

        assertThat(SliceOracle.visited(wider, UNIT_SQUARE)).containsExactly(before, within(1e-12));
    }

    @Test
    void aNetworkThatIsOffEverywhereHasOneRegion() {
        Mlp network = HandBuilt.zero(2, List.of(3, 3), 2);

        SliceSubdivision regions = SliceSubdivision.of(network, UNIT_SQUARE);

        assertThat(regions.regions()).isOne();
        assertThat(regions.medianArea()).isOne();
    }

    /** 0.1 h + 0.2 h - 0.3 h is 6e-17 h in float64. */
    @Test
    void aUnitThatIsZeroUpToRoundingIsOff() {
        Mlp network = HandBuilt.zero(2, List.of(4, 2), 1);
        for (int j = 0; j < 3; j++) {
            HandBuilt.setUnit(network, 0, j, 0.3, 0.7, 0.9);
        }
        HandBuilt.setUnit(network, 0, 3, -0.5, 1, 0);
        HandBuilt.setUnit(network, 1, 0, 0, 0.1, 0.2, -0.3, 0);
        HandBuilt.setUnit(network, 1, 1, 0, 0.3, -0.2, -0.1, 0);
        List<Boolean> on = new ArrayList<>();

        SliceSubdivision halves =
                SliceSubdivision.of(network, UNIT_SQUARE, region -> on.add(region.isOn(1, 0) || region.isOn(1, 1)));

        assertThat(halves.regionsAfterLayers()).containsExactly(2, 2);
        assertThat(on).containsExactly(false, false);
        assertThat(PathPieces.along(network, new double[] {0, 0, 1, 1}, 2).breakpoints())
                .containsExactly(new double[] {Math.sqrt(0.5)}, within(1e-15));
    }

    @Test
    void refusesAForeignSliceAndRethrowsFromVisitors() {
        Mlp network = HandBuilt.random(3, List.of(4), 1, BiasMode.ALL, false, Precision.FLOAT64, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SliceSubdivision.of(network, UNIT_SQUARE))
                .withMessage("slice must have 3 inputs for this network but had 2");
        assertThatThrownBy(() -> SliceSubdivision.of(network, tilted(3, 1), region -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
    }
}
