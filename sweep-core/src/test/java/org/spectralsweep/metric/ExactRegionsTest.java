package org.spectralsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.density.InputDensity;
import org.spectralsweep.density.PiecewiseConstant;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.encoding.Identity;
import org.spectralsweep.encoding.InputEncoding;
import org.spectralsweep.encoding.Positional;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.ZeroBias;
import org.spectralsweep.region.Slice;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.Phase;

/** Known answers of linear pieces along lines and of regions in planes. */
class ExactRegionsTest {
    private static final Cube SQUARE = new Cube(2, 0, 1);
    private static final LinearPieces WHOLE_LINE = new LinearPieces(List.of(), List.of(), List.of());
    private static final PlaneRegions WHOLE_PLANE =
            new PlaneRegions(List.of(), List.of(), List.of(), List.of(), List.of());

    private static Scene scene(InputDomain domain, InputDensity density, InputEncoding encoding) {
        Harmonic target = new Harmonic(1, new Phase(0.0), List.of());
        int inputs = encoding.outputs(domain.ambientDimension());
        return new Scene(
                domain,
                density.on(domain, target.axis(domain)),
                target,
                1,
                encoding.bind(domain.ambientDimension(), new Well19937c(1)),
                Loss.HALF_SUM,
                new Samples(1, inputs, 1, new double[inputs], new double[1], new int[1], 1),
                () -> null,
                List.of(),
                new Well19937c(2),
                () -> new Well19937c(3));
    }

    private static Scene scene(InputDomain domain, InputEncoding encoding) {
        return scene(domain, new Uniform(), encoding);
    }

    /** All weights and biases in order, hidden layers fan_in x fan_out. */
    private static Mlp network(int inputs, List<Integer> widths, double... parameters) {
        Initialization start = new Initialization(new Normal(1), new ZeroBias(), OuterWeights.LIKE_HIDDEN, false);
        MlpSpec spec = new MlpSpec(inputs, widths, 1, Parameterization.STANDARD, 1, BiasMode.ALL, start, true, false);
        Mlp network = Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(3));
        assertThat(parameters).hasSize(network.values().length());
        for (int e = 0; e < parameters.length; e++) {
            network.values().set(e, parameters[e]);
        }
        return network;
    }

    /** relu(x - 0.1) + relu(x - 0.2) + relu(x - 3), and a unit that switches at 0.5 but is not read by the output. */
    private static Mlp bends() {
        return network(1, List.of(4), 1, 1, 1, 1, -0.1, -0.2, -0.5, -3, 1, 1, 0, 1, 0);
    }

    /** Units switch at x = 0.5 and y = 0.25, and one of the second layer at x = 0.75. */
    private static Mlp cuts() {
        return network(2, List.of(2, 1), 1, 0, 0, 1, -0.5, -0.25, 1, 0, -0.25, 1, 0);
    }

    private static List<Measurement> measure(Metric metric, Scene scene, Mlp network) {
        metric.check(scene);
        return metric.measure(new Probe(scene, 7, network, new double[1]));
    }

    private static double value(List<Measurement> rows, String column, String scope) {
        List<Measurement> found = rows.stream()
                .filter(row -> row.metric().equals(column) && row.scope().equals(scope))
                .toList();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).step()).isEqualTo(7);
        return found.get(0).value();
    }

    @Test
    void countsBendsOfAnIntervalAndOfItsRegions() {
        Scene scene = scene(
                new Interval(0, 4), new PiecewiseConstant(List.of(3.0, 1.0), List.of(), List.of()), new Identity());
        List<Measurement> rows = measure(WHOLE_LINE, scene, bends());
        assertThat(value(rows, "linear_pieces", "all")).isEqualTo(4);
        assertThat(value(rows, "activation_pieces", "all")).isEqualTo(5);
        assertThat(value(rows, "linear_pieces_density", "all")).isEqualTo(1);
        assertThat(value(rows, "linear_pieces_density", "region:0")).isEqualTo(1);
        assertThat(value(rows, "linear_pieces_density", "region:1")).isEqualTo(0.5);
        assertThat(rows).hasSize(5);
    }

    @Test
    void countsBendsFromTheIntervalsOwnStart() {
        Scene scene = scene(
                new Interval(-4, 4), new PiecewiseConstant(List.of(1.0, 1.0), List.of(), List.of()), new Identity());
        List<Measurement> rows = measure(WHOLE_LINE, scene, bends());
        assertThat(value(rows, "linear_pieces_density", "region:0")).isZero();
        assertThat(value(rows, "linear_pieces_density", "region:1")).isEqualTo(0.75);
    }

    @Test
    void followsASegmentOfASquare() {
        LinearPieces segment = new LinearPieces(List.of(0.0, 0.5), List.of(0.6, 0.5), List.of(7L));
        List<Measurement> rows = measure(segment, scene(SQUARE, new Identity()), cuts());
        assertThat(value(rows, "activation_pieces", "all")).isEqualTo(2);
        // The output reads x only through the second layer, which is still off.
        assertThat(value(rows, "linear_pieces", "all")).isEqualTo(1);
        assertThat(value(rows, "linear_pieces_density", "all")).isCloseTo(1 / 0.6, within(1e-12));
        LinearPieces later = new LinearPieces(segment.from(), segment.to(), List.of(8L));
        assertThat(measure(later, scene(SQUARE, new Identity()), cuts())).isEmpty();
    }

    @Test
    void countsAndMeasuresTheRegionsOfASquare() {
        List<Measurement> rows = measure(WHOLE_PLANE, scene(SQUARE, new Identity()), cuts());
        assertThat(value(rows, "plane_regions", "layer:1")).isEqualTo(4);
        assertThat(value(rows, "plane_regions", "layer:2")).isEqualTo(6);
        assertThat(value(rows, "plane_regions", "all")).isEqualTo(6);
        assertThat(value(rows, "plane_regions_density", "all")).isEqualTo(6);
        assertThat(value(rows, "plane_region_area", "all")).isCloseTo(1.0 / 6, within(1e-15));
        // The columns of width 0.5, 0.25, 0.25 by rows of height 0.25, 0.75.
        assertThat(value(rows, "plane_region_area_median", "all")).isCloseTo((0.125 + 0.1875) / 2, within(1e-15));
        PlaneRegions corner = new PlaneRegions(List.of(1, 0), List.of(), List.of(0.5, 0.0), List.of(), List.of());
        assertThat(value(measure(corner, scene(SQUARE, new Identity()), cuts()), "plane_regions", "all"))
                .isEqualTo(3);
    }

    @Test
    void cutsThroughTheSpaceOfEncodedInputs() {
        Scene scene = scene(SQUARE, new Positional(1, true, false));
        // One unit: z = x_0 + 2 x_3 - 1.5.
        Mlp network = network(4, List.of(1), 1, 0, 0, 2, -1.5, 1, 0);
        PlaneRegions low = new PlaneRegions(List.of(0, 1), List.of(), List.of(), List.of(), List.of());
        PlaneRegions high = new PlaneRegions(List.of(2, 3), List.of(), List.of(), List.of(), List.of());
        PlaneRegions through =
                new PlaneRegions(List.of(0, 1), List.of(9.0, 9.0, 0.0, 1.0), List.of(), List.of(), List.of());
        assertThat(value(measure(low, scene, network), "plane_regions", "all")).isEqualTo(1);
        assertThat(value(measure(high, scene, network), "plane_regions", "all")).isEqualTo(2);
        assertThat(value(measure(high, scene, network), "plane_regions_density", "all"))
                .isEqualTo(0.5);
        assertThat(value(measure(through, scene, network), "plane_regions", "all"))
                .isEqualTo(2);
    }

    /**
     * A square turned by 45 degrees: |s| + |t| below 1/2 around (1/2, 1/2). It is cut by x = 1/2 and y = 1/4. For x
     * above 1/2 it is also cut by x = 3/4, which meets y = 1/4 on the square's edge.
     */
    @Test
    void cutsAlongAnyTwoDirections() {
        PlaneRegions turned = new PlaneRegions(
                List.of(),
                List.of(0.5, 0.5),
                List.of(-0.25, -0.25),
                List.of(0.25, 0.25),
                List.of(),
                List.of(List.of(1.0, 1.0), List.of(1.0, -1.0)));
        List<Measurement> rows = measure(turned, scene(SQUARE, new Identity()), cuts());
        double regions = value(rows, "plane_regions", "all");
        assertThat(value(rows, "plane_region_area", "all") * regions).isCloseTo(0.25, within(1e-12));
        assertThat(regions).isEqualTo(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlaneRegions(
                        List.of(0, 1), List.of(), List.of(), List.of(), List.of(), List.of(List.of(1.0), List.of(2.0))))
                .withMessageContaining("directions must be two vectors, with axes left out");
    }

    @Test
    void givesNaNForWeightsThatAreNotFinite() {
        Mlp line = bends();
        line.values().set(2, Double.NaN);
        assertThat(measure(WHOLE_LINE, scene(new Interval(0, 4), new Identity()), line))
                .hasSize(3)
                .allMatch(row -> Double.isNaN(row.value()));
        Mlp plane = cuts();
        plane.values().set(2, Double.POSITIVE_INFINITY);
        assertThat(measure(WHOLE_PLANE, scene(SQUARE, new Identity()), plane))
                .hasSize(4)
                .allMatch(row -> Double.isNaN(row.value()));
    }

    private static void assertRefused(Metric metric, Scene scene, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> metric.check(scene))
                .withMessage(sentence);
    }

    @Test
    void refusesLinesThatAreBentOrUndefined() {
        assertRefused(
                WHOLE_LINE,
                scene(new Interval(0, 1), new Positional(4, true, false)),
                "encoding must be identity for metric linear-pieces, since a sinusoidal encoding bends the line, but was positional");
        assertRefused(
                WHOLE_LINE,
                scene(SQUARE, new Identity()),
                "from must hold 2 coordinates for metric linear-pieces on this cube but held 0");
        assertRefused(
                WHOLE_LINE,
                scene(new Circle(), new Identity()),
                "domain must be an interval or a cube for metric linear-pieces but was the circle");
        assertRefused(
                new LinearPieces(List.of(0.0), List.of(1.0), List.of()),
                scene(new Interval(0, 1), new Identity()),
                "from must be empty on an interval, which is followed from end to end, but was [0.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinearPieces(List.of(0.0), List.of(), List.of()))
                .withMessage("to must hold as many coordinates as from (1) but held 0");
    }

    @Test
    void refusesPlanesThatAreBentOrUndefined() {
        Scene encoded = scene(SQUARE, new Positional(1, true, false));
        assertRefused(
                WHOLE_PLANE,
                encoded,
                "axes must be two columns of the encoded inputs for encoding positional, which bends the plane of the coordinates"
                        + " so that only the metric region-map can show it, but was empty");
        assertRefused(
                new PlaneRegions(List.of(0, 4), List.of(), List.of(), List.of(), List.of()),
                encoded,
                "axes must be columns of the network's 4 inputs, counted from 0, but was [0, 4]");
        assertRefused(
                new PlaneRegions(List.of(0, 1), List.of(1.0), List.of(), List.of(), List.of()),
                encoded,
                "at must hold 4 numbers, one for each input of the network, but held 1");
        assertRefused(
                WHOLE_PLANE,
                scene(new Interval(0, 1), new Identity()),
                "domain must have two coordinates or more but was an interval");
        assertRefused(
                new PlaneRegions(List.of(), List.of(), List.of(1.0, 0.0), List.of(), List.of()),
                scene(SQUARE, new Identity()),
                "to must be above from (1.0) on each axis but was 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlaneRegions(List.of(1, 1), List.of(), List.of(), List.of(), List.of()))
                .withMessage("axes must be two different columns but was [1, 1]");
        PlaneRegions section = new PlaneRegions(List.of(2, 3), List.of(), List.of(), List.of(), List.of());
        assertThatCode(() -> section.check(encoded)).doesNotThrowAnyException();
    }

    private static void assertRanges(Slice slice, double from, double to) {
        assertThat(slice.sFrom()).isEqualTo(from);
        assertThat(slice.sTo()).isEqualTo(to);
        assertThat(slice.tFrom()).isEqualTo(from);
        assertThat(slice.tTo()).isEqualTo(to);
    }

    @Test
    void aPlaneIsTheWholeCubeOrFromMinusOneToOne() {
        Cube cube = new Cube(3, -2, 4);
        PlaneRegions section = new PlaneRegions(List.of(2, 0), List.of(), List.of(), List.of(), List.of());
        Slice plain = section.slice(cube, new Identity());
        assertRanges(plain, -2, 4);
        assertThat(plain.u()).containsExactly(0, 0, 1);
        assertThat(plain.v()).containsExactly(1, 0, 0);
        assertThat(plain.origin()).containsExactly(0, 0, 0);
        assertRanges(section.slice(cube, new Positional(1, true, false)), -1, 1);
        assertRanges(WHOLE_PLANE.slice(new Circle(), new Identity()), -1, 1);
    }

    @Test
    void refusesEndsThatAreNoRectangle() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlaneRegions(List.of(), List.of(), List.of(1.0), List.of(), List.of()))
                .withMessage("from must hold a number for each of the two axes but was [1.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlaneRegions(List.of(), List.of(), List.of(), List.of(1.0, 2.0, 3.0), List.of()))
                .withMessage("to must hold a number for each of the two axes but was [1.0, 2.0, 3.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new PlaneRegions(List.of(), List.of(), List.of(0.0, 1.0), List.of(1.0, 1.0), List.of()))
                .withMessage("to must be above from (1.0) on each axis but was 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlaneRegions(List.of(-1, 1), List.of(), List.of(), List.of(), List.of()))
                .withMessage("axes must be at least 0 but was [-1, 1]");
        assertRefused(
                new PlaneRegions(List.of(), List.of(), List.of(0.0, 1.0), List.of(), List.of()),
                scene(SQUARE, new Identity()),
                "to must be above from (1.0) on each axis but was 1.0");
    }

    @Test
    void refusesASegmentWithoutLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinearPieces(List.of(0.5, 1.0), List.of(0.5, 1.0), List.of()))
                .withMessage("to must differ from from but both were [0.5, 1.0]");
    }

    @Test
    void countsPlanesAtTheirStepsAlone() {
        PlaneRegions later = new PlaneRegions(List.of(), List.of(), List.of(), List.of(), List.of(8L));
        assertThat(measure(later, scene(SQUARE, new Identity()), cuts())).isEmpty();
    }
}
