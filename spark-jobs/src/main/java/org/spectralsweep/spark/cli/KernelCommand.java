package org.spectralsweep.spark.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.kernel.DualActivation;
import org.spectralsweep.nn.Activation;
import org.spectralsweep.nn.BiasInit;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.ConstantBias;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Relu;
import org.spectralsweep.nn.ZeroBias;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spec.RecordType;
import org.spectralsweep.spec.SpecNames;
import org.spectralsweep.spec.SpecProblem;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.spec.VariantType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sweep kernel}: prints the kernels of an infinitely wide network at some angles between unit inputs. */
@Command(
        name = "kernel",
        mixinStandardHelpOptions = true,
        description = {
            "Print the kernels of an infinitely wide network for two inputs of norm 1, without a sweep.",
            "nngp is the covariance of the output over random starts, and ntk is the tangent kernel.",
            "The first layer is z = W x + b, and a layer above it is z = sqrt(c_sigma / width) W h + b,",
            "the output included."
        },
        footer = {
            "",
            "Examples:",
            "  sweep kernel --activation erf --depth 3 --at 0.5",
            "  sweep kernel --activation sine --frequency 30 --angles 0:0.2:0.01 --format csv",
            "  sweep kernel --bias hidden --fixed-outer --c-sigma 1 --at=-1:1:0.25"
        })
final class KernelCommand implements Callable<Integer> {
    private static final int DEEPEST = 1000;

    /** What rows are printed as. */
    enum Format {
        TABLE(RowFormat.TABLE),
        CSV(RowFormat.CSV),
        JSON(RowFormat.JSON);

        private final RowFormat rows;

        Format(RowFormat rows) {
            this.rows = rows;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The names of all activations. */
    static final class Activations implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SpecNames.variants(Activation.class).keySet().iterator();
        }
    }

    /** Which layers may have a bias. */
    static final class Biased implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(BiasMode.values()).map(SpecNames::kebab).iterator();
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            defaultValue = "relu",
            completionCandidates = Activations.class,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String activation;

    @Option(names = "--frequency", paramLabel = "W", description = "Of sine, sin(W z) (default: 1).")
    private @Nullable Double frequency;

    @Option(names = "--negative-slope", paramLabel = "A", description = "Of leaky-relu (default: 0.01).")
    private @Nullable Double negativeSlope;

    @Option(
            names = "--depth",
            paramLabel = "L",
            defaultValue = "1",
            description = "Number of hidden layers (default: ${DEFAULT-VALUE}).")
    private int depth;

    @Option(
            names = "--at",
            paramLabel = "RHO,...",
            description = "Inner products x.z of the inputs, in [-1, 1], separated by commas. FROM:TO:STEP is a range"
                    + " (default: -1:1:0.5).")
    private @Nullable String at;

    @Option(
            names = "--angles",
            paramLabel = "PHI,...",
            description = "Angles between the inputs in place of --at, in [0, pi], written likewise.")
    private @Nullable String angles;

    @Option(
            names = "--weight-variance",
            paramLabel = "V",
            defaultValue = "1",
            description = "Variance of every initial weight (default: ${DEFAULT-VALUE}).")
    private double weightVariance;

    @Option(
            names = "--bias",
            paramLabel = "LAYERS",
            defaultValue = "none",
            completionCandidates = Biased.class,
            description = "Which layers have a trained bias: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private BiasMode bias;

    @Option(
            names = "--bias-variance",
            paramLabel = "V",
            defaultValue = "0",
            description = "Variance of every initial bias (default: ${DEFAULT-VALUE}).")
    private double biasVariance;

    @Option(
            names = "--constant-bias",
            paramLabel = "B",
            description = {
                "Start every bias of hidden layers at this number.",
                "For relu with --bias hidden and a number as --c-sigma."
            })
    private @Nullable Double constantBias;

    @Option(
            names = "--c-sigma",
            paramLabel = "C",
            defaultValue = "auto",
            description = "A positive number, or auto: 1 / E[s(u)^2] for u of N(0, 1) (default: ${DEFAULT-VALUE}).")
    private String cSigma;

    @Option(names = "--fixed-outer", description = "Leave the output layer untrained, its bias included.")
    private boolean fixedOuter;

    @Option(
            names = "--format",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "table")
    private Format format;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        AnalyticKernel kernel = kernel();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (at != null && angles != null) {
            throw new BadInput("--at and --angles must not stand together");
        }
        if (angles != null) {
            for (double angle : NumberList.of("--angles", angles)) {
                require("--angles", "in [0, pi]", angle >= 0 && angle <= Math.PI, angle);
                rows.add(row(kernel, StrictMath.cos(angle), angle));
            }
        } else {
            for (double rho : NumberList.of("--at", at == null ? "-1:1:0.5" : at)) {
                require("--at", "in [-1, 1]", rho >= -1 && rho <= 1, rho);
                rows.add(row(kernel, rho, StrictMath.acos(rho)));
            }
        }
        format.rows.print(
                new RowsAnswer(List.of("correlation", "angle", "nngp", "ntk"), rows), out, Integer.MAX_VALUE - 1);
        out.flush();
        return SweepCommand.DONE;
    }

    private List<@Nullable Object> row(AnalyticKernel kernel, double rho, double angle) {
        double covariance;
        double tangent;
        try {
            covariance = kernel.covarianceOnSphere(angle);
            tangent = kernel.onSphere(angle);
        } catch (IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()), e);
        }
        if (!Double.isFinite(covariance) || !Double.isFinite(tangent)) {
            throw new BadInput(
                    "--depth, --weight-variance, --c-sigma or --frequency must be smaller: the kernel overflows");
        }
        return List.of(rho, angle, covariance, tangent);
    }

    private AnalyticKernel kernel() {
        Activation function = function();
        require("--depth", "from 1 to " + DEEPEST, depth >= 1 && depth <= DEEPEST, depth);
        require(
                "--weight-variance",
                "a positive number",
                weightVariance > 0 && Double.isFinite(weightVariance),
                weightVariance);
        require(
                "--bias-variance",
                "a finite number, 0 or above",
                biasVariance >= 0 && Double.isFinite(biasVariance),
                biasVariance);
        if (biasVariance > 0 && bias == BiasMode.NONE) {
            throw new BadInput("--bias-variance needs --bias hidden or --bias all");
        }
        if (constantBias != null && !(function instanceof Relu && bias == BiasMode.HIDDEN)) {
            throw new BadInput("--constant-bias needs --activation relu and --bias hidden");
        }
        // With this parameterisation the kernel does not depend on widths.
        MlpSpec network = new MlpSpec(
                2,
                Collections.nCopies(depth, 1),
                1,
                Parameterization.NTK,
                cSigma(function),
                bias,
                new Initialization(new Normal(Math.sqrt(weightVariance)), biases(), OuterWeights.LIKE_HIDDEN, false),
                !fixedOuter);
        return AnalyticKernel.of(network.withActivation(function));
    }

    private BiasInit biases() {
        if (constantBias == null) {
            return biasVariance > 0 ? new NormalBias(Math.sqrt(biasVariance)) : new ZeroBias();
        }
        if (cSigma.equals("auto")) {
            throw new BadInput(
                    "--constant-bias needs --c-sigma with a number, since auto is that of relu without a bias");
        }
        if (biasVariance > 0) {
            throw new BadInput("--constant-bias and --bias-variance must not stand together");
        }
        require("--constant-bias", "a finite number", Double.isFinite(constantBias), constantBias);
        return new ConstantBias(constantBias);
    }

    private Activation function() {
        RecordType type =
                ((VariantType) SpecType.of(Activation.class)).variants().get(activation);
        if (type == null) {
            throw new BadInput("--activation must be one of " + String.join(", ", new Activations()) + " but was '"
                    + activation + "'");
        }
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        put(keys, type, "frequency", frequency);
        put(keys, type, "negative-slope", negativeSlope);
        try {
            return (Activation) type.read(keys, activation);
        } catch (SpecProblem e) {
            throw new BadInput(e.sentence(), e);
        }
    }

    private void put(ObjectNode keys, RecordType type, String key, @Nullable Double value) {
        if (value != null) {
            if (!type.keys().contains(key)) {
                throw new BadInput("--" + key + " is not a number that " + activation + " has");
            }
            keys.put(key, value);
        }
    }

    private double cSigma(Activation function) {
        if (cSigma.equals("auto")) {
            double automatic = DualActivation.cSigma(function);
            if (!(automatic > 0 && automatic < Double.POSITIVE_INFINITY)) {
                throw new BadInput(
                        "--c-sigma must be given: auto, 1 / E[s(u)^2], is " + automatic + " for this activation");
            }
            return automatic;
        }
        double number = NumberList.number(cSigma);
        if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
            throw new BadInput("--c-sigma must be a positive number or auto but was " + cSigma);
        }
        return number;
    }

    private static void require(String option, String what, boolean holds, Object value) {
        if (!holds) {
            throw new BadInput(option + " must be " + what + " but was " + value);
        }
    }
}
