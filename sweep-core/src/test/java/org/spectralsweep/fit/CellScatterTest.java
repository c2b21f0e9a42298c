package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;

class CellScatterTest {
    /** Exact rows of log T; cells of unequal sizes, and regions that not all of them have. */
    private static Design uneven() {
        List<Observation> rows = new ArrayList<>(new Planted(9, 2, 1, 2, 8, 3, 0.1, 0.05, 0.1).exact(5));
        for (int i = 0; i < 11; i++) {
            rows.remove((7 * i) % rows.size());
        }
        Mean mean = Mean.of(Planted.LAW, rows, true);
        return Design.of(mean, Design.sorted(rows));
    }

    /** The formulas of the class with matrices as large as the rows and the cells. */
    private static CellScatter.Variance written(Design design, double[] estimate, int coordinate) {
        int rows = design.rows();
        int cells = design.cells();
        RealMatrix x = MatrixUtils.createRealMatrix(design.x());
        RealVector residual =
                MatrixUtils.createRealVector(design.low()).subtract(x.operate(MatrixUtils.createRealVector(estimate)));
        RealMatrix inverse =
                new LUDecomposition(x.transpose().multiply(x)).getSolver().getInverse();
        RealMatrix member = MatrixUtils.createRealMatrix(cells, rows);
        for (int i = 0; i < rows; i++) {
            member.setEntry(design.cell()[i], i, 1);
        }
        RealMatrix h = member.multiply(member.transpose());
        RealMatrix mean = new LUDecomposition(h).getSolver().solve(member.multiply(x));
        RealVector e = new LUDecomposition(h).getSolver().solve(member.operate(residual));
        RealMatrix annihilator = MatrixUtils.createRealIdentityMatrix(cells)
                .subtract(mean.multiply(inverse).multiply(mean.transpose()).multiply(h));
        RealMatrix m = annihilator.transpose().multiply(h).multiply(annihilator);
        double tau = e.dotProduct(h.operate(e)) / m.getTrace();
        RealVector c = inverse.getRowVector(coordinate);
        RealVector shared = h.operate(mean.operate(c));
        double between = tau * shared.dotProduct(shared);
        RealMatrix away = x.subtract(member.transpose().multiply(mean));
        RealVector q = away.operate(c);
        RealMatrix weighted = MatrixUtils.createRealMatrix(cells, rows);
        for (int i = 0; i < rows; i++) {
            weighted.setEntry(design.cell()[i], i, q.getEntry(i));
        }
        RealVector w = weighted.operate(residual);
        RealMatrix spread = weighted.multiply(weighted.transpose());
        RealMatrix v = weighted.multiply(away);
        RealMatrix n = spread.subtract(v.multiply(inverse).multiply(v.transpose()));
        double within = w.dotProduct(w) / n.getTrace() * spread.getTrace();
        double both = between + within;
        double degrees = both
                * both
                / (between * between * m.multiply(m).getTrace() / Math.pow(m.getTrace(), 2)
                        + within * within * n.multiply(n).getTrace() / Math.pow(n.getTrace(), 2));
        return new CellScatter.Variance(both, degrees);
    }

    @Test
    void agreesWithTheFormulasWrittenOut() {
        Design design = uneven();
        WeightedLeastSquares least = WeightedLeastSquares.of(design, design.weights());
        CellScatter scatter = new CellScatter(design, least.coefficients(), least.sigma());
        for (int k = 0; k < 3; k++) {
            CellScatter.Variance expected = written(design, least.coefficients(), k);
            assertThat(scatter.of(k).value()).isCloseTo(expected.value(), within(1e-10 * expected.value()));
            assertThat(scatter.of(k).degrees()).isCloseTo(expected.degrees(), within(1e-8));
        }
    }

    @Test
    void doesNotDependOnTheScaleOfExactRows() {
        Design design = uneven();
        WeightedLeastSquares least = WeightedLeastSquares.of(design, design.weights());
        CellScatter.Variance one = new CellScatter(design, least.coefficients(), least.sigma()).of(1);
        CellScatter.Variance other = new CellScatter(design, least.coefficients(), 1e-6).of(1);
        assertThat(other.value()).isCloseTo(one.value(), within(1e-9 * one.value()));
        assertThat(other.degrees()).isCloseTo(one.degrees(), within(1e-6));
    }
}
