package org.spectralsweep.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.ActivationPatterns;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Networks;

class PathPiecesTest {
    /** The tent map x -> 2x, 2 - 2x on [0, 1], folded {@code layers} times: two units a layer. */
    private static Mlp sawtooth(int layers) {
        Mlp network = HandBuilt.zero(1, Collections.nCopies(layers, 2), 1);
        HandBuilt.setUnit(network, 0, 0, 0, 2);
        HandBuilt.setUnit(network, 0, 1, -2, 4);
        for (int layer = 1; layer < layers; layer++) {
            HandBuilt.setUnit(network, layer, 0, 0, 2, -2);
            HandBuilt.setUnit(network, layer, 1, -2, 4, -4);
        }
        HandBuilt.setUnit(network, layers, 0, 0, 1, -1);
        return network;
    }

    private static double[] join(double[]... points) {
        return Arrays.stream(points).flatMapToDouble(Arrays::stream).toArray();
    }

    /** A point of a segment at this distance from its start. */
    private static double[] at(double[] from, double[] to, double distance) {
        double length = 0;
        for (int k = 0; k < from.length; k++) {
            length = Math.hypot(length, to[k] - from[k]);
        }
        double[] x = new double[from.length];
        for (int k = 0; k < x.length; k++) {
            x[k] = from[k] + distance / length * (to[k] - from[k]);
        }
        return x;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10})
    void aFoldedLineHasTwiceAsManyPiecesForEachLayer(int layers) {
        PathPieces teeth = PathPieces.along(sawtooth(layers), new double[] {0, 1}, 2);

        int pieces = 1 << layers;
        assertThat(teeth.pieces()).isEqualTo(pieces);
        assertThat(teeth.regions()).isEqualTo(pieces);
        assertThat(teeth.length()).isEqualTo(1);
        for (int i = 1; i < pieces; i++) {
            assertThat(teeth.bends()[i - 1]).isEqualTo((double) i / pieces, within(1e-13));
            assertThat(teeth.breakpoints()[i - 1]).isEqualTo((double) i / pieces, within(1e-13));
        }
        for (int layer = 0; layer < layers; layer++) {
            assertThat(teeth.layerBreakpoints()[layer]).isEqualTo(1L << layer);
        }
    }

    @Test
    void kinksOfOneLayerAreBreakpoints() {
        Mlp network = HandBuilt.zero(2, List.of(4), 1);
        HandBuilt.setUnit(network, 0, 0, -4, 1, 0);
        HandBuilt.setUnit(network, 0, 1, 2, -1, 0);
        // Out of reach, and along the path.
        HandBuilt.setUnit(network, 0, 2, 9, 1, 0);
        HandBuilt.setUnit(network, 0, 3, -1, 0, 1);
        HandBuilt.setUnit(network, 1, 0, 0, 1, 1, 1, 1);

        PathPieces pieces = PathPieces.along(network, new double[] {1, 1, 6, 1}, 2);

        assertThat(pieces.breakpoints()).containsExactly(new double[] {1, 3}, within(1e-14));
        assertThat(pieces.bends()).containsExactly(new double[] {1, 3}, within(1e-14));
        assertThat(pieces.layerBreakpoints()).containsExactly(2);
        assertThat(pieces.length()).isEqualTo(5);
    }

    @Test
    void anUnreadUnitIsABreakpointButNotABend() {
        Mlp network = HandBuilt.zero(1, List.of(3), 2);
        HandBuilt.setUnit(network, 0, 0, -0.25, 1);
        HandBuilt.setUnit(network, 0, 1, -0.5, 1);
        HandBuilt.setUnit(network, 0, 2, -0.75, 1);
        HandBuilt.setUnit(network, 1, 0, 0.3, 1, 0, 0);
        HandBuilt.setUnit(network, 1, 1, 0, 0, 0, 1e-3);

        PathPieces pieces = PathPieces.along(network, new double[] {0, 1}, 2);

        assertThat(pieces.breakpoints()).containsExactly(0.25, 0.5, 0.75);
        assertThat(pieces.bends()).containsExactly(0.25, 0.75);
        assertThat(pieces.regions()).isEqualTo(4);
        assertThat(pieces.pieces()).isEqualTo(3);
    }

    /** Two units with one kink whose bends cancel: |x| - |x| in other words. */
    @Test
    void unitsThatChangeTogetherAreOneBreakpoint() {
        Mlp network = HandBuilt.zero(1, List.of(3), 1);
        HandBuilt.setUnit(network, 0, 0, -0.1, 0.3);
        HandBuilt.setUnit(network, 0, 1, 0.7, -2.1);
        HandBuilt.setUnit(network, 0, 2, 5, 1);
        HandBuilt.setUnit(network, 1, 0, 0, 7, -1, 0.4);

        PathPieces pieces = PathPieces.along(network, new double[] {0, 1}, 2);

        assertThat(pieces.breakpoints()).containsExactly(new double[] {1.0 / 3}, within(1e-15));
        assertThat(pieces.pieces()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "1, '20', ALL, false, FLOAT32",
        "2, '24,24,24', ALL, false, FLOAT64",
        "3, '16,16,16', NONE, true, FLOAT64",
        "8, '20,30,10,20', HIDDEN, false, FLOAT32"
    })
    void patternsChangeOnlyAtTheBreakpoints(
            int inputs, String layers, BiasMode bias, boolean skip, Precision precision) {
        List<Integer> widths =
                Arrays.stream(layers.split(",")).map(Integer::valueOf).toList();
        Mlp network = HandBuilt.random(inputs, widths, 2, bias, skip, precision, 11);
        double[] from = Networks.gaussian(inputs, 3);
        double[] to = Networks.gaussian(inputs, 4);
        from[0] = -3;
        to[0] = 3;

        PathPieces pieces = PathPieces.along(network, join(from, to), 2);

        double[] breakpoints = pieces.breakpoints();
        assertThat(breakpoints).hasSizeGreaterThan(8).isSorted();
        int samples = 20_000;
        double spacing = pieces.length() / (samples - 1);
        double[] x = new double[samples * inputs];
        for (int i = 0; i < samples; i++) {
            System.arraycopy(at(from, to, i * spacing), 0, x, i * inputs, inputs);
        }
        ActivationPatterns patterns = ActivationPatterns.of(network, x, samples);
        long[] firstChanged = new long[widths.size()];
        int changes = 0;
        for (int i = 1; i < samples; i++) {
            int layer = firstChanged(patterns, i, widths);
            int next = Arrays.binarySearch(breakpoints, i * spacing);
            int before = Arrays.binarySearch(breakpoints, (i - 1) * spacing);
            int between = (next < 0 ? -next - 1 : next) - (before < 0 ? -before - 1 : before);
            if (layer < widths.size() != between > 0) {
                assertThat(near(breakpoints, i * spacing) || near(breakpoints, (i - 1) * spacing))
                        .isTrue();
            }
            if (layer < widths.size()) {
                firstChanged[layer]++;
                changes++;
            }
        }
        assertThat(changes).isBetween(breakpoints.length * 9 / 10, breakpoints.length);
        assertThat(Arrays.stream(pieces.layerBreakpoints()).sum()).isEqualTo(breakpoints.length);
        for (int layer = 0; layer < widths.size(); layer++) {
            assertThat((double) pieces.layerBreakpoints()[layer])
                    .isEqualTo((double) firstChanged[layer], within(0.1 * breakpoints.length));
        }
    }

    /** A float32 network's own pass rounds. */
    private static boolean near(double[] breakpoints, double position) {
        return DoubleStream.of(breakpoints).anyMatch(b -> Math.abs(b - position) < 1e-5);
    }

    private static int firstChanged(ActivationPatterns patterns, int point, List<Integer> widths) {
        for (int layer = 0; layer < widths.size(); layer++) {
            for (int unit = 0; unit < widths.get(layer); unit++) {
                if (patterns.isOn(layer, point, unit) != patterns.isOn(layer, point - 1, unit)) {
                    return layer;
                }
            }
        }
        return widths.size();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void outputsAreStraightBetweenBendsAndBentAtThem(boolean skip) {
        Mlp network = HandBuilt.random(3, List.of(30, 30, 30), 2, BiasMode.ALL, skip, Precision.FLOAT64, 5);
        double[] from = {-1, 2, 0.5};
        double[] to = {3, -1, 1};
        PathPieces pieces = PathPieces.along(network, join(from, to), 2);
        double[] ends = join(new double[] {0}, pieces.bends(), new double[] {pieces.length()});

        assertThat(pieces.pieces()).isGreaterThan(30);
        double[] slope = null;
        for (int i = 0; i + 1 < ends.length; i++) {
            double third = (ends[i + 1] - ends[i]) / 3;
            double[] y = network.outputs(
                    join(
                            at(from, to, ends[i]),
                            at(from, to, ends[i] + third),
                            at(from, to, ends[i] + 2 * third),
                            at(from, to, ends[i + 1])),
                    4);
            double bent = 0;
            double[] last = slope;
            slope = new double[2];
            for (int j = 0; j < 2; j++) {
                assertThat(y[2 + j]).isEqualTo((2 * y[j] + y[6 + j]) / 3, within(1e-12));
                assertThat(y[4 + j]).isEqualTo((y[j] + 2 * y[6 + j]) / 3, within(1e-12));
                slope[j] = (y[6 + j] - y[j]) / (ends[i + 1] - ends[i]);
                bent = last == null ? 1 : Math.max(bent, Math.abs(slope[j] - last[j]));
            }
            assertThat(bent).isGreaterThan(1e-8);
        }
    }

    @Test
    void cornersAreBreakpointsOnlyIfThePatternDiffers() {
        Mlp network = HandBuilt.random(2, List.of(16, 16), 1, BiasMode.ALL, false, Precision.FLOAT64, 3);
        double[][] corners = {{0.1, 0.2}, {1, -1}, {2, 2}, {-1, 1.5}, {0.1, 0.2}};
        PathPieces path = PathPieces.along(network, join(corners), corners.length);

        double start = 0;
        double[] breakpoints = {};
        double[] bends = {};
        for (int i = 0; i + 1 < corners.length; i++) {
            PathPieces side = PathPieces.along(network, join(corners[i], corners[i + 1]), 2);
            double offset = start;
            breakpoints = join(
                    breakpoints,
                    DoubleStream.of(side.breakpoints()).map(b -> b + offset).toArray());
            bends = join(
                    bends, DoubleStream.of(side.bends()).map(b -> b + offset).toArray());
            start += side.length();
        }
        assertThat(path.breakpoints()).hasSizeGreaterThan(20).containsExactly(breakpoints, within(1e-12));
        assertThat(path.bends()).containsExactly(bends, within(1e-12));
        assertThat(path.length()).isEqualTo(start);

        Mlp halfPlane = HandBuilt.zero(2, List.of(1), 1);
        HandBuilt.setUnit(halfPlane, 0, 0, -1, 1, 0);
        HandBuilt.setUnit(halfPlane, 1, 0, 0, 1);
        PathPieces across = PathPieces.along(halfPlane, new double[] {0, 0, 1, 0, 2, 3}, 3);
        assertThat(across.breakpoints()).containsExactly(1);
        assertThat(across.layerBreakpoints()).containsExactly(1);
        assertThat(across.pieces()).isEqualTo(2);
        PathPieces back = PathPieces.along(halfPlane, new double[] {0, 0, 1, 0, 0, 3}, 3);
        assertThat(back.regions()).isOne();
    }

    @Test
    void shortSegmentsFindWhatOneLongSegmentFinds() {
        Mlp network = HandBuilt.random(2, List.of(20, 20, 20), 1, BiasMode.ALL, true, Precision.FLOAT64, 6);
        int count = 777;
        double[] points = new double[2 * count];
        for (int i = 0; i < count; i++) {
            points[2 * i] = -2 + 4.0 * i / (count - 1);
            points[2 * i + 1] = 1 - 1.7 * i / (count - 1);
        }

        PathPieces many = PathPieces.along(network, points, count);
        PathPieces one = PathPieces.along(network, new double[] {-2, 1, 2, -0.7}, 2);

        assertThat(many.breakpoints()).hasSizeGreaterThan(20).containsExactly(one.breakpoints(), within(1e-12));
        assertThat(many.bends()).containsExactly(one.bends(), within(1e-12));
        assertThat(many.layerBreakpoints()).isEqualTo(one.layerBreakpoints());
    }

    /** The polygons of a slice that have a side on its lower edge are the regions along that edge. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void regionsAlongAnEdgeAreThePolygonsAtIt(boolean skip) {
        Mlp network = HandBuilt.random(4, List.of(30, 30, 30), 1, BiasMode.ALL, skip, Precision.FLOAT64, 8);
        double[] origin = Networks.gaussian(4, 1);
        Slice slice = new Slice(origin, new double[] {0, 0.6, 0.8, 0}, Networks.gaussian(4, 2), -1, 3, 0.5, 1);
        DoubleStream.Builder ends = DoubleStream.builder();
        SliceSubdivision.of(network, slice, region -> {
            for (int i = 0; i < region.vertices(); i++) {
                int j = (i + 1) % region.vertices();
                if (region.t(i) == 0.5 && region.t(j) == 0.5) {
                    ends.add(Math.max(region.s(i), region.s(j)) + 1);
                }
            }
        });

        PathPieces edge = PathPieces.along(network, join(slice.point(-1, 0.5), slice.point(3, 0.5)), 2);

        double[] expected = join(edge.breakpoints(), new double[] {4});
        assertThat(ends.build().sorted().toArray()).hasSizeGreaterThan(20).containsExactly(expected, within(1e-11));
    }

    @Test
    void refusesPointsThatAreNotAPath() {
        Mlp network = HandBuilt.zero(2, List.of(1), 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPieces.along(network, new double[] {1, 2}, 1))
                .withMessage("count must be at least 2 but was 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPieces.along(network, new double[] {1, 2, 3}, 2))
                .withMessage("points must hold 4 numbers for 2 points of this network but held 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPieces.along(network, new double[] {1, 2, 3, 4, 3, 4}, 3))
                .withMessage("points in a row must be apart but points 1 and 2 were 0.0 apart");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPieces.along(network, new double[] {1, 2, 3, Double.NaN}, 2))
                .withMessageContaining("must be apart");
    }
}
