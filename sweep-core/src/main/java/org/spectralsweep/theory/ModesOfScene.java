package org.spectralsweep.theory;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.random.Well19937c;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.density.Grid;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.Points;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.kernel.CircleGrid;
import org.spectralsweep.kernel.KernelLimits;
import org.spectralsweep.metric.GroundTruth.Origin;
import org.spectralsweep.metric.TestSet;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.targets.ZonalHarmonic;

/**
 * The modes of a trial's closed-form kernel under the distribution of its inputs.
 *
 * <table>
 * <caption>Where they come from</caption>
 * <tr><th>inputs</th><th>modes</th></tr>
 * <tr><td>a subset of a uniform grid of the circle</td><td>the grid's frequencies</td></tr>
 * <tr><td>independent and uniform on the circle</td><td>the frequencies of 16,384 points</td></tr>
 * <tr><td>independent and uniform on a higher sphere</td><td>degrees</td></tr>
 * <tr><td>a subset of another grid</td><td>eigenvectors of the whole grid's matrix</td></tr>
 * <tr><td>independent, otherwise</td><td>eigenvectors on 2,000 quadrature nodes, weighted with the density</td></tr>
 * </table>
 */
final class ModesOfScene {
    private static final int FINE_CIRCLE = 16_384;

    private final TheoryScene scene;

    ModesOfScene(TheoryScene scene) {
        this.scene = scene;
    }

    /** Refuses inputs that are not random, and matrices that are too large. */
    void check() {
        scene.checkKernel(KernelChoice.ANALYTIC);
        switch (origin()) {
            case FIXED ->
                throw new Refusal(
                        "sampling",
                        "must be iid or subset for learning-curve, which is a mean over random samples, but was neither");
            case SUBSET -> {
                TestSet population = population();
                int count = population.points().count();
                int most = grid(population) == null ? KernelLimits.LARGEST_MATRIX : FINE_CIRCLE;
                if (count > most) {
                    throw new Refusal("of", "must be at most " + most + " for learning-curve but was " + count);
                }
            }
            case INDEPENDENT -> checkIndependent();
        }
    }

    /** Nodes stand for a continuum, which more samples than a quarter of them would tell from it. */
    private void checkIndependent() {
        int nodes = FINE_CIRCLE;
        if (!isUniformSphere()) {
            scene.checkNodes(KernelChoice.ANALYTIC, NodeSet.QUADRATURE, 0);
            nodes = scene.count(NodeSet.QUADRATURE, 0);
        } else if (!scene.domain().isCircular()) {
            return;
        }
        if (nodes > KernelLimits.LARGEST_MATRIX && !isUniformSphere()) {
            throw new Refusal(
                    "theory",
                    "must not hold learning-curve where the kernel has more than " + KernelLimits.LARGEST_MATRIX
                            + " nodes but had " + nodes);
        }
        int samples = scene.inputs().points().count();
        if (samples > nodes / 4) {
            throw new Refusal(
                    "points",
                    "must be at most " + nodes / 4 + " for learning-curve on " + nodes + " nodes but was " + samples);
        }
    }

    KernelModes modes() {
        AnalyticKernel kernel = scene.analytic();
        boolean zero = scene.startsAtZero();
        DoubleUnaryOperator start = zero ? angle -> 0 : kernel::covarianceOnSphere;
        if (origin() == Origin.SUBSET) {
            TestSet population = population();
            double[] y = population.samples().y();
            CircleGrid grid = grid(population);
            if (grid != null) {
                double[] inOrder = new double[y.length];
                for (int i = 0; i < y.length; i++) {
                    inOrder[grid.position()[i]] = y[i];
                }
                return Modes.onCircle(kernel::onSphere, start, inOrder);
            }
            double[] ones = new double[y.length];
            Arrays.fill(ones, 1);
            Nodes nodes = new Nodes(
                    population.points(),
                    population.samples().x(),
                    ones,
                    population.samples().region());
            return Modes.onNodes(kernel, zero, nodes, y, scene.deadline());
        }
        if (!isUniformSphere()) {
            Nodes nodes = scene.nodes(NodeSet.QUADRATURE, 0);
            return Modes.onNodes(kernel, zero, nodes, target(nodes.points()), scene.deadline());
        }
        if (scene.domain().isCircular()) {
            double[] axis = scene.inputs().target().axis(scene.domain());
            Points points = new Grid(FINE_CIRCLE, 0, 0)
                    .draw(scene.domain(), new Uniform().on(scene.domain(), axis), new Well19937c(0))
                    .points();
            return Modes.onCircle(kernel::onSphere, start, target(points));
        }
        ZonalHarmonic zonal = (ZonalHarmonic) scene.inputs().target();
        int dimension = scene.domain().ambientDimension();
        return Modes.onSphere(
                kernel::onSphere,
                start,
                dimension,
                zonal.frequency(),
                scene.inputs().targetScale());
    }

    private Origin origin() {
        return scene.inputs().truth().origin();
    }

    /** The whole grid, which a subset's test points are. */
    private TestSet population() {
        return scene.inputs().truth().test(1);
    }

    private double[] target(Points points) {
        double[] y = scene.inputs().target().values(scene.domain(), points);
        for (int i = 0; i < y.length; i++) {
            y[i] *= scene.inputs().targetScale();
        }
        return y;
    }

    private boolean isUniformSphere() {
        return scene.isZonal()
                && scene.inputs().density().isUniform()
                && (scene.domain().isCircular() || scene.inputs().target() instanceof ZonalHarmonic);
    }

    /** The uniform grid of the circle that the points are; null if they are not one, or the kernel is not zonal. */
    private @Nullable CircleGrid grid(TestSet population) {
        if (!scene.isZonal() || !scene.domain().isCircular()) {
            return null;
        }
        double[] angles = new double[population.points().count()];
        Arrays.setAll(angles, population.points()::parameter);
        CircleGrid grid = CircleGrid.of(angles);
        return grid != null && grid.isFull() ? grid : null;
    }
}
