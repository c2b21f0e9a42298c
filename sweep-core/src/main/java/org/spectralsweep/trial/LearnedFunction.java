package org.spectralsweep.trial;

import java.util.Arrays;
import org.hipparchus.random.Well19937c;
import org.hipparchus.util.ArithmeticUtils;
import org.spectralsweep.density.Pixels;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.density.Sample;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.PolarFrame;
import org.spectralsweep.domain.ProductDomain;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.encoding.Encoder;
import org.spectralsweep.metric.Line;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.targets.Image;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.targets.Picture;
import org.spectralsweep.targets.RandomImage;
import org.spectralsweep.targets.TargetFunction;

/**
 * The function f that a trial's network stands for, on points where it can be drawn, beside the target. Both are in the
 * target's own units: where training scales the target ({@code unit-norm-target}), f is divided by that scale.
 *
 * <table>
 * <caption>The points</caption>
 * <tr><th>domain and target</th><th>points</th></tr>
 * <tr><td>an image</td><td>its pixels; of a larger image every second one, every third one, ..., by a step that shares
 * no factor with that of training</td></tr>
 * <tr><td>S^2</td><td>longitude and latitude around the target's axis, the centres of equal steps</td></tr>
 * <tr><td>a square or a torus of dimension 2</td><td>the centres of square cells</td></tr>
 * <tr><td>everything else of one output</td><td>the line of {@link org.spectralsweep.metric.Snapshot}</td></tr>
 * </table>
 *
 * <p>Labelled images are not drawn, see {@link #obstacle}.
 */
public final class LearnedFunction {
    /** How many points are evaluated at a time. */
    private static final int PART = 1 << 14;

    /** Points in a cycle of the target, from which a curve looks smooth. */
    private static final int PER_CYCLE = 16;

    private static final int LEAST_LINE = 256;

    /** A line may have so many times the points of a side, and always this many. */
    private static final int LINE_OF_SIDE = 4;

    private static final int LINE = 4096;

    /** A map may have so many points along a side: each is a mark, of which a picture has several maps. */
    private static final int MAP = 512;

    private static final int LEAST_SIDE = 96;

    private final LearnedGrid grid;
    private final double[] coordinates;
    private final double[] target;
    private final Encoder encoder;
    private final double scale;
    private final Mlp network;

    /** Points with the target there, points x outputs. */
    @SuppressWarnings("ArrayRecordComponent") // private to this class
    private record Placed(LearnedGrid grid, double[] coordinates, double[] target) {}

    private LearnedFunction(Placed placed, Encoder encoder, double scale, Mlp network) {
        this.grid = placed.grid();
        this.coordinates = placed.coordinates();
        this.target = placed.target();
        this.encoder = encoder;
        this.scale = scale;
        this.network = network;
    }

    /** Why the function of a trial is not drawn, in a sentence; empty if it is. */
    public static String obstacle(TrialSpec spec) {
        if (spec.domain() instanceof BooleanCube) {
            return "Nothing is drawn of a Boolean cube: no line or plane runs through its corners. The metric amplitude"
                    + " says how much is learned of each degree.";
        }
        return spec.target().outputs() == 1 || isPicture(spec.target())
                ? ""
                : "Nothing is drawn of labelled images: an input is itself an image, and the outputs are its classes."
                        + " The metric accuracy says how many are right.";
    }

    private static boolean isPicture(TargetFunction target) {
        return target instanceof Image || target instanceof RandomImage || target instanceof Picture;
    }

    /**
     * Sets up what is drawn. Costs what the trial costs before its training, without its kernel.
     *
     * @param most the most points along a side, of maps at most 512; a line may have four times as many, or 4,096
     * @throws IllegalArgumentException if there is an {@link #obstacle}, or the image is not in the source
     */
    public static LearnedFunction of(TrialSpec spec, ImageSource images, int most) {
        String obstacle = obstacle(spec);
        if (!obstacle.isEmpty()) {
            throw new IllegalArgumentException(obstacle);
        }
        TrialSetup setup = TrialSetup.of(spec, images);
        Encoder encoder = setup.scene().encoder();
        Placed placed = placed(spec, setup, most);
        return new LearnedFunction(placed, encoder, setup.targetScale(), setup.network());
    }

    private static Placed placed(TrialSpec spec, TrialSetup setup, int most) {
        TargetFunction target = setup.target();
        InputDomain domain = spec.domain();
        if (target instanceof Picture picture) {
            return pixels(spec, picture, most);
        }
        if (domain instanceof Sphere sphere && sphere.dimension() == 3) {
            return sphere(sphere, target, most);
        }
        if (domain instanceof ProductDomain product && product.manifoldDimension() == 2) {
            return square(product, target, most);
        }
        int count = within(LEAST_LINE, PER_CYCLE * target.highestFrequency(), Math.max(LINE, LINE_OF_SIDE * most));
        Line line = Line.of(domain, target, 1, setup.scene().encoder(), count);
        return new Placed(new LearnedGrid.Curve(axis(domain), line.positions()), line.coordinates(), line.target());
    }

    private static Placed pixels(TrialSpec spec, Picture picture, int most) {
        int side = Math.max(picture.raster().width(), picture.raster().height());
        Pixels trained = spec.sampling() instanceof Pixels pixels ? pixels : new Pixels(1, false);
        int every = every((side + most - 1) / most, trained.every());
        RegionalDensity uniform = new Uniform().on(spec.domain(), picture.axis(spec.domain()));
        Sample sample = new Pixels(every, trained.endpoint()).draw(spec.domain(), uniform, picture, new Well19937c(0));
        int[] shape = sample.shape();
        return new Placed(
                new LearnedGrid.Pixels(shape[1], shape[0], picture.raster().channels(), every),
                sample.points().coordinates(),
                picture.values(sample.entries()));
    }

    /** A larger step where pixels are held out and all drawn ones would be trained on, or too many of them. */
    private static int every(int least, int trained) {
        int every = least;
        while (trained > 1 && ArithmeticUtils.gcd(every, trained) > 1) {
            every++;
        }
        return every;
    }

    private static Placed sphere(Sphere sphere, TargetFunction target, int most) {
        int rows = within(LEAST_SIDE, PER_CYCLE / 2 * target.highestFrequency(), Math.min(most, MAP) / 2);
        LearnedGrid.Surface surface = new LearnedGrid.Surface(
                "longitude (degrees)",
                "latitude from the target's axis (degrees)",
                centres(-180, 360, 2 * rows),
                centres(-90, 180, rows),
                true);
        double[] coordinates = onSphere(surface, target.axis(sphere));
        Points points = new Points(surface.points(), sphere.dimension(), coordinates);
        return new Placed(surface, coordinates, target.values(sphere, points));
    }

    private static Placed square(ProductDomain product, TargetFunction target, int most) {
        int side = within(LEAST_SIDE, PER_CYCLE / 2 * target.highestFrequency(), Math.min(most, MAP));
        double[] places = centres(product.lower(), product.length(), side);
        double[] parameters = new double[2 * side * side];
        for (int i = 0; i < side * side; i++) {
            parameters[2 * i] = places[i % side];
            parameters[2 * i + 1] = places[i / side];
        }
        Points points = product.at(parameters, side * side);
        return new Placed(
                new LearnedGrid.Surface("first coordinate", "second coordinate", places, places, false),
                points.coordinates(),
                target.values(product, points));
    }

    private static int within(int least, int wanted, int most) {
        return Math.min(Math.max(least, wanted), most);
    }

    private static double[] centres(double from, double length, int count) {
        double[] places = new double[count];
        Arrays.setAll(places, i -> from + length * (i + 0.5) / count);
        return places;
    }

    private static double[] onSphere(LearnedGrid.Surface surface, double[] axis) {
        PolarFrame frame = new PolarFrame(axis);
        double[] coordinates = new double[3 * surface.points()];
        int columns = surface.columns().length;
        for (int i = 0; i < surface.points(); i++) {
            double longitude = Math.toRadians(surface.columns()[i % columns]);
            double fromAxis = Math.toRadians(90 - surface.rows()[i / columns]);
            double[] tangent = {StrictMath.cos(longitude), StrictMath.sin(longitude)};
            frame.place(fromAxis, tangent, coordinates, i);
        }
        return coordinates;
    }

    private static String axis(InputDomain domain) {
        if (domain instanceof Interval) {
            return "position";
        }
        return domain.isCircular()
                ? "angle (radians)"
                : domain instanceof Sphere ? "angle from the target's axis (radians)" : "coordinate of the target";
    }

    /** The points. */
    public LearnedGrid grid() {
        return grid;
    }

    /** The target at the points, points x outputs. */
    public double[] target() {
        return target.clone();
    }

    /** The trial's network, at its initial weights unless others were read into it. */
    public Mlp network() {
        return network;
    }

    /** f at the points for the network's weights as they are now, points x outputs. Costs a forward pass. */
    public double[] values() {
        int points = grid.points();
        int inputs = coordinates.length / points;
        int outputs = target.length / points;
        double[] values = new double[target.length];
        for (int from = 0; from < points; from += PART) {
            int part = Math.min(PART, points - from);
            double[] some = Arrays.copyOfRange(coordinates, from * inputs, (from + part) * inputs);
            double[] f = network.outputs(encoder.encode(some, part), part);
            for (int i = 0; i < part * outputs; i++) {
                values[from * outputs + i] = f[i] / scale;
            }
        }
        return values;
    }
}
