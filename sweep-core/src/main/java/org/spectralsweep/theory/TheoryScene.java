package org.spectralsweep.theory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.hipparchus.random.Well19937c;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Deadline;
import org.spectralsweep.density.Grid;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.domain.ProductDomain;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.kernel.KernelLimits;
import org.spectralsweep.nn.Activation;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.ReluSquared;
import org.spectralsweep.spec.Refusal;

/** One trial before training, as spectra see it. Nodes and eigenbases are computed when first asked for, and kept. */
public final class TheoryScene {
    private final TheoryInputs inputs;
    private final TheoryTraining training;
    private final MlpSpec architecture;
    private final Supplier<Mlp> initial;
    private final Deadline deadline;
    private final Map<Integer, Nodes> quadrature = new HashMap<>();
    private final Map<BasisKey, Eigenbasis> bases = new HashMap<>();
    private @Nullable Mlp network;
    private @Nullable LocalFrequencyLaw law;

    private record BasisKey(boolean analytic, NodeSet nodes, int points) {}

    /**
     * @param architecture architecture of the network
     * @param initial makes the network at its initial weights; called only if an empirical kernel is asked for
     */
    public TheoryScene(TheoryInputs inputs, TheoryTraining training, MlpSpec architecture, Supplier<Mlp> initial) {
        this(inputs, training, architecture, initial, Deadline.NONE);
    }

    /**
     * The same scene, under a deadline.
     *
     * @param deadline checked during the computations
     */
    public TheoryScene(
            TheoryInputs inputs,
            TheoryTraining training,
            MlpSpec architecture,
            Supplier<Mlp> initial,
            Deadline deadline) {
        this.deadline = deadline;
        this.inputs = inputs;
        this.training = training;
        this.architecture = architecture;
        this.initial = initial;
    }

    Deadline deadline() {
        return deadline;
    }

    TheoryInputs inputs() {
        return inputs;
    }

    TheoryTraining training() {
        return training;
    }

    InputDomain domain() {
        return inputs.domain();
    }

    /** The network at its initial weights. */
    Mlp network() {
        Mlp made = network;
        if (made == null) {
            made = initial.get();
            network = made;
        }
        return made;
    }

    /** The law of local frequency of the trial's density on the circle. */
    LocalFrequencyLaw law() {
        LocalFrequencyLaw made = law;
        if (made == null) {
            made = new LocalFrequencyLaw(inputs.density(), architecture.activation() instanceof ReluSquared ? 4 : 2);
            law = made;
        }
        return made;
    }

    /** Refuses an analytic kernel for a network that has none. */
    void checkKernel(KernelChoice kernel) {
        String obstacle = AnalyticKernel.obstacle(architecture);
        if (kernel == KernelChoice.ANALYTIC && obstacle != null) {
            throw new Refusal("kernel", "must be empirical, since " + obstacle + ", but was analytic");
        }
    }

    /** Whether eigenvalues fall as a power of the frequency, by which local frequencies have their law. */
    boolean hasPowerLaw() {
        Activation activation = architecture.activation();
        return activation.isRectifier() || activation instanceof ReluSquared;
    }

    /** Refuses a network whose units are not on or off. */
    void requireRectifier(String theory) {
        Activation activation = architecture.activation();
        if (!activation.isRectifier()) {
            throw new Refusal(
                    "theory",
                    "must not hold " + theory + ", which is about relu and leaky-relu, for network.activation "
                            + activation.type());
        }
    }

    /** Refuses a network whose kernel is smooth. */
    void requirePowerLaw(String theory) {
        if (!hasPowerLaw()) {
            throw new Refusal(
                    "theory",
                    "must not hold " + theory + ", whose law is that of relu, leaky-relu and relu-squared, for "
                            + "network.activation " + architecture.activation().type());
        }
    }

    /** Why the network's kernel has no closed form, as in {@link AnalyticKernel#obstacle}; null if it has one. */
    @Nullable
    String obstacle() {
        return AnalyticKernel.obstacle(architecture);
    }

    boolean isAnalytic(KernelChoice kernel) {
        return switch (kernel) {
            case ANALYTIC -> true;
            case EMPIRICAL -> false;
            case AUTO -> AnalyticKernel.obstacle(architecture) == null;
        };
    }

    /** Whether the initial output is zero, so that nothing has to be unlearned. */
    boolean startsAtZero() {
        return architecture.initialization().mirrored();
    }

    AnalyticKernel analytic() {
        return AnalyticKernel.of(architecture);
    }

    /**
     * Whether the analytic kernel depends only on the angle between points, which needs unit vectors that are not
     * encoded.
     */
    boolean isZonal() {
        boolean sphere = domain().isCircular() || domain() instanceof Sphere;
        return sphere && isPlain();
    }

    /** Whether the network reads the coordinates themselves. */
    boolean isPlain() {
        return Arrays.equals(inputs.points().coordinates(), inputs.data().x());
    }

    /** Refuses a domain other than the circle for what only the circle has. */
    void requireCircle(String name) {
        if (!domain().isCircular()) {
            throw new Refusal("domain", "must be the circle for " + name + " but was " + domain().phrase());
        }
    }

    /** How many nodes there will be. */
    int count(NodeSet nodes, int points) {
        return nodes == NodeSet.SAMPLES ? inputs.points().count() : quadratureCount(points);
    }

    /** Refuses nodes that the domain does not have, and a matrix that is too large. */
    void checkNodes(KernelChoice kernel, NodeSet nodes, int points) {
        checkKernel(kernel);
        if (nodes == NodeSet.QUADRATURE) {
            if (domain() instanceof Sphere sphere && sphere.dimension() > 3) {
                throw new Refusal("nodes", "must be samples on " + domain().phrase() + " but was quadrature");
            }
            nodes(nodes, points);
        }
        int count = count(nodes, points);
        if (count > NodeCount.MOST) {
            throw new Refusal("points", "must be at most " + NodeCount.MOST + " for a spectrum but was " + count);
        }
        if (!isAnalytic(kernel) && count > KernelMatrix.LARGEST_DENSE) {
            throw new Refusal(
                    "points",
                    "must be at most " + KernelMatrix.LARGEST_DENSE
                            + " for an empirical kernel, whose matrix is held in memory, but was " + count);
        }
    }

    /** Refuses more eigenpairs than the matrix has, or than the iterative solver can find. */
    void checkCount(String key, int needed, NodeSet nodes, int points) {
        int n = count(nodes, points);
        int most = n <= KernelLimits.LARGEST_MATRIX ? n : n - 1;
        if (needed > most) {
            throw new Refusal(
                    key, "must ask for at most " + most + " eigenpairs of " + n + " nodes but asked for " + needed);
        }
    }

    /**
     * Refuses frequencies that nodes on the circle alias. q must stay below a quarter of the number of nodes. With
     * uniform nodes its fastest local frequency must also stay below that.
     */
    void checkResolved(int upTo, NodeSet nodes, int points) {
        int n = count(nodes, points);
        double fastest = upTo;
        if (nodes == NodeSet.QUADRATURE) {
            for (int region = 0; region < inputs.density().regions(); region++) {
                fastest = Math.max(fastest, law().regionFrequency(upTo, region));
            }
        }
        if (!(fastest < n / 4.0)) {
            throw new Refusal(
                    "up-to",
                    "must be below " + (int) Math.ceil(upTo * (n / 4.0 / fastest)) + " to be resolved by " + n
                            + " nodes but was " + upTo);
        }
    }

    Nodes nodes(NodeSet set, int points) {
        if (set == NodeSet.SAMPLES) {
            double[] ones = new double[inputs.points().count()];
            Arrays.fill(ones, 1);
            return new Nodes(
                    inputs.points(), inputs.data().x(), ones, inputs.data().region());
        }
        return quadrature.computeIfAbsent(quadratureCount(points), this::quadratureNodes);
    }

    private int quadratureCount(int points) {
        if (points > 0) {
            return points;
        }
        if (domain() instanceof BooleanCube cube) {
            return cube.corners();
        }
        if (domain() instanceof ProductDomain product) {
            int dimension = product.manifoldDimension();
            int side = (int) Math.floor(Math.pow(NodeCount.USUAL, 1.0 / dimension) + 1e-9);
            return (int) Math.round(Math.pow(side, dimension));
        }
        return NodeCount.USUAL;
    }

    private Nodes quadratureNodes(int count) {
        RegionalDensity density = inputs.density();
        RegionalDensity uniform = new Uniform().on(domain(), inputs.target().axis(domain()));
        boolean lattice = domain() instanceof BooleanCube || (domain() instanceof Sphere && !domain().isCircular());
        // A grid draws no random numbers, so this generator is never used.
        Points points = new Grid(count, 0, lattice ? 0 : 0.5)
                .draw(domain(), uniform, new Well19937c(0))
                .points();
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            weights[i] = density.value(points, i);
        }
        double[] x = inputs.encoder().encode(points.coordinates(), count);
        return new Nodes(points, x, weights, density.label(points));
    }

    /** At least the {@code count} largest eigenpairs; all of them up to {@link KernelLimits#LARGEST_MATRIX} nodes. */
    Eigenbasis basis(KernelChoice kernel, NodeSet set, int points, int count) {
        boolean analytic = isAnalytic(kernel);
        BasisKey key = new BasisKey(analytic, set, count(set, points));
        Eigenbasis known = bases.get(key);
        if (known == null || known.count() < count) {
            Nodes nodes = nodes(set, points);
            known = analytic
                    ? KernelMatrix.analytic(analytic(), nodes, isZonal() && domain().isCircular(), count, deadline)
                    : KernelMatrix.empirical(network(), nodes, count, deadline);
            bases.put(key, known);
        }
        return known;
    }
}
