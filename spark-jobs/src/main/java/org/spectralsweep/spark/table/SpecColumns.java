package org.spectralsweep.spark.table;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.density.InputDensity;
import org.spectralsweep.density.PiecewiseConstant;
import org.spectralsweep.density.Sampling;
import org.spectralsweep.density.VonMisesFisher;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Interval;
import org.spectralsweep.encoding.GaussianFourier;
import org.spectralsweep.encoding.InputEncoding;
import org.spectralsweep.encoding.Positional;
import org.spectralsweep.nn.Activation;
import org.spectralsweep.nn.ConstantBias;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.LeakyRelu;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.Sine;
import org.spectralsweep.nn.WeightInit;
import org.spectralsweep.spec.SpecNames;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.TargetFunction;
import org.spectralsweep.train.Preconditioned;
import org.spectralsweep.train.Sobolev;
import org.spectralsweep.trial.NetworkSpec;
import org.spectralsweep.trial.TrialSpec;

/**
 * The fields of a trial's spec that are used to select and to group, as columns. Everything else is in
 * {@code spec_json}. Words are spelled as in a spec file.
 *
 * @param space where inputs live
 * @param density how they are drawn
 * @param task what is learned from what
 * @param network the network
 * @param start how it starts
 * @param training how it is trained
 * @param replicate number of the seed replicate, from 0
 */
public record SpecColumns(
        Space space, Density density, Task task, Network network, Start start, Training training, int replicate) {
    /**
     * Where inputs live.
     *
     * @param domain type of the domain, such as {@code circle}
     * @param domainFrom lower end of an interval's or cube's coordinates; null elsewhere, and in tables of before it
     *     was a column
     * @param domainTo upper end of an interval's or cube's coordinates; null where {@code domain_from} is
     * @param dimension dimension d of the space around the domain
     * @param manifoldDimension dimension D of the domain itself: d - 1 for a sphere
     */
    public record Space(
            String domain,
            @Nullable Double domainFrom,
            @Nullable Double domainTo,
            int dimension,
            int manifoldDimension) {
        static Space of(InputDomain domain) {
            Interval ends = ends(domain);
            return new Space(
                    kebab(domain),
                    ends == null ? null : (Double) ends.from(),
                    ends == null ? null : (Double) ends.to(),
                    domain.ambientDimension(),
                    domain.manifoldDimension());
        }
    }

    /**
     * How they are drawn.
     *
     * @param densityType type of the density, such as {@code piecewise-constant}
     * @param densityWeights weights of the density's regions, such as {@code 1:2:4}
     * @param densityConcentration concentration of a von Mises-Fisher density
     * @param sampling type of the sampling, such as {@code grid}
     */
    public record Density(
            String densityType,
            @Nullable String densityWeights,
            @Nullable Double densityConcentration,
            String sampling) {
        static Density of(InputDensity density, Sampling sampling) {
            return new Density(
                    kebab(density),
                    weights(density),
                    density instanceof VonMisesFisher vmf ? vmf.concentration() : null,
                    kebab(sampling));
        }
    }

    /**
     * What is learned from what.
     *
     * @param target type of the target, such as {@code harmonic}
     * @param frequency the target's frequency kappa; of a sum the highest; on a Boolean cube the degree
     * @param highestFrequency highest frequency along any coordinate, if the target has a direction; null elsewhere
     * @param degree degree k of the target on a Boolean cube, of a sum the highest; null on other domains, and in
     *     tables of before it was a column
     * @param encoding type of the encoding, such as {@code positional}
     * @param bandwidth octaves or sigma of the encoding; null without one
     * @param inputs what the network sees, for people: {@code [0, 1]}, {@code 8 octaves}, {@code sigma = 10}; null in
     *     tables of before it was a column
     * @param labelNoise variance of the noise of labels; null in tables of before it was a column
     */
    public record Task(
            String target,
            int frequency,
            @Nullable Integer highestFrequency,
            @Nullable Integer degree,
            String encoding,
            @Nullable Double bandwidth,
            @Nullable String inputs,
            @Nullable Double labelNoise) {
        static Task of(TrialSpec spec) {
            Harmonic directed = directed(spec.target());
            int highest = spec.target().highestFrequency();
            return new Task(
                    kebab(spec.target()),
                    directed == null ? highest : directed.frequency(),
                    directed == null ? null : (Integer) highest,
                    spec.domain() instanceof BooleanCube ? (Integer) highest : null,
                    kebab(spec.encoding()),
                    SpecColumns.bandwidth(spec.encoding()),
                    SpecColumns.inputs(spec),
                    spec.labelNoise());
        }
    }

    /**
     * The network.
     *
     * @param width units of the first hidden layer
     * @param hiddenLayers L, number of hidden layers
     * @param parameterization where the width enters: standard or ntk
     * @param cSigma c_sigma of the NTK parameterisation
     * @param bias which layers have a bias
     * @param trainOuter whether the output layer is trained
     * @param skip whether there are residual connections; null in tables of before there could be
     * @param activation type of the activation of hidden units; null in tables of before there was more than ReLU
     * @param activationParameter the slope of leaky-relu below zero, the frequency of a sine; null for all others
     */
    public record Network(
            int width,
            int hiddenLayers,
            String parameterization,
            double cSigma,
            String bias,
            boolean trainOuter,
            @Nullable Boolean skip,
            @Nullable String activation,
            @Nullable Double activationParameter) {
        static Network of(NetworkSpec network) {
            List<Integer> widths = network.widths();
            return new Network(
                    widths.isEmpty() ? network.width() : widths.get(0),
                    widths.isEmpty() ? network.hiddenLayers() : widths.size(),
                    kebab(network.parameterization()),
                    network.cSigma().number(),
                    kebab(network.bias()),
                    network.trainOuter(),
                    network.skip(),
                    network.activation().type(),
                    parameter(network.activation()));
        }

        private static @Nullable Double parameter(Activation activation) {
            if (activation instanceof Sine sine) {
                return sine.frequency();
            }
            return activation instanceof LeakyRelu leaky ? leaky.negativeSlope() : null;
        }
    }

    /**
     * How it starts.
     *
     * @param weightInit type of the distribution of initial weights
     * @param weightStd standard deviation tau of initial weights, if they have one
     * @param biasInit type of the distribution of initial biases
     * @param biasStd standard deviation of normal initial biases
     * @param biasValue value of constant initial biases; null for others, and in tables of before it was a column
     * @param outerInit distribution of the output layer's initial weights
     * @param mirrored whether the initial output is zero
     */
    public record Start(
            String weightInit,
            @Nullable Double weightStd,
            String biasInit,
            @Nullable Double biasStd,
            @Nullable Double biasValue,
            String outerInit,
            boolean mirrored) {
        static Start of(Initialization initialization) {
            return new Start(
                    kebab(initialization.weights()),
                    std(initialization.weights()),
                    kebab(initialization.bias()),
                    initialization.bias() instanceof NormalBias normal ? normal.std() : null,
                    initialization.bias() instanceof ConstantBias constant ? constant.value() : null,
                    kebab(initialization.outer()),
                    initialization.mirrored());
        }
    }

    /**
     * How it is trained.
     *
     * @param optimizer type of the optimiser, such as {@code gradient-descent}
     * @param batchSize samples of a mini-batch; 0 means all
     * @param momentum share of the former step that is added; 0 without momentum
     * @param schedule type of the rate's schedule, such as {@code warm-up}; null in tables of before it was a column
     * @param decay strength of weight decay, 0 without; null in tables of before it was a column
     * @param sobolevOrder order s of a Sobolev loss; null without
     * @param preconditionedExponent exponent e to which eigenvalues are preconditioned; null without
     * @param loss loss that is trained
     * @param precision precision of weights and arithmetic: float32 or float64
     */
    public record Training(
            String optimizer,
            int batchSize,
            double momentum,
            @Nullable String schedule,
            @Nullable Double decay,
            @Nullable Double sobolevOrder,
            @Nullable Double preconditionedExponent,
            String loss,
            String precision) {
        static Training of(TrialSpec spec) {
            return new Training(
                    kebab(spec.optimizer()),
                    spec.optimizer().batchSize(),
                    spec.optimizer().momentum(),
                    kebab(spec.optimizer().schedule()),
                    spec.optimizer().decay().strength(),
                    spec.optimizer() instanceof Sobolev sobolev ? sobolev.order() : null,
                    spec.optimizer() instanceof Preconditioned preconditioned ? preconditioned.exponent() : null,
                    kebab(spec.loss()),
                    kebab(spec.precision()));
        }
    }

    /** The columns of a spec. */
    public static SpecColumns of(TrialSpec spec) {
        return new SpecColumns(
                Space.of(spec.domain()),
                Density.of(spec.density(), spec.sampling()),
                Task.of(spec),
                Network.of(spec.network()),
                Start.of(spec.initialization()),
                Training.of(spec),
                spec.replicate());
    }

    /**
     * A constant or a variant as a spec file spells it: {@code HALF_SUM} becomes half-sum, {@code PiecewiseConstant}
     * becomes piecewise-constant.
     */
    static String kebab(Object word) {
        return word instanceof Enum<?> constant
                ? SpecNames.kebab(constant)
                : SpecNames.kebab(word.getClass().getSimpleName());
    }

    private static @Nullable String weights(InputDensity density) {
        return density instanceof PiecewiseConstant piecewise
                ? piecewise.weights().stream().map(SpecColumns::plain).collect(Collectors.joining(":"))
                : null;
    }

    private static String plain(double weight) {
        return weight == Math.rint(weight) && Math.abs(weight) < 1e9
                ? Long.toString((long) weight)
                : Double.toString(weight);
    }

    /** The target, if it is a harmonic along a direction. */
    private static @Nullable Harmonic directed(TargetFunction target) {
        return target instanceof Harmonic harmonic && !harmonic.direction().isEmpty() ? harmonic : null;
    }

    private static @Nullable Double bandwidth(InputEncoding encoding) {
        double bandwidth = encoding.bandwidth();
        return Double.isNaN(bandwidth) ? null : Double.valueOf(bandwidth);
    }

    /** The interval of every coordinate, or null if a domain has none. */
    private static @Nullable Interval ends(InputDomain domain) {
        return domain instanceof Interval interval
                ? interval
                : domain instanceof Cube cube ? new Interval(cube.from(), cube.to()) : null;
    }

    private static String inputs(TrialSpec spec) {
        Interval range = ends(spec.domain());
        String ends = range == null ? kebab(spec.domain()) : "[" + plain(range.from()) + ", " + plain(range.to()) + "]";
        String of = ends.equals("[0, 1]") ? "" : " of " + ends;
        if (spec.encoding() instanceof Positional positional) {
            return positional.octaves()
                    + (positional.octaves() == 1 ? " octave" : " octaves")
                    + (positional.pi() ? "" : " without pi")
                    + (positional.equalOctave() < 0 ? "" : ", all number " + positional.equalOctave())
                    + (positional.includeInput() ? " and x" : "")
                    + of;
        }
        return spec.encoding() instanceof GaussianFourier gaussian
                ? "sigma = " + plain(gaussian.bandwidth()) + of
                : ends;
    }

    private static @Nullable Double std(WeightInit init) {
        return init instanceof Normal normal ? normal.std() : null;
    }
}
