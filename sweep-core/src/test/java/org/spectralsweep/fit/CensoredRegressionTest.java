package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.junit.jupiter.api.Test;
import org.spectralsweep.law.Exponent;
import org.spectralsweep.law.Law;

class CensoredRegressionTest {
    private static final CellBootstrap FEW = new CellBootstrap(20, 1);
    private static final Planted MANY = new Planted(9, 2, 1, 2, 20, 20, 0, 0, 0.3);
    private static final Law FREQUENCY_ONLY = Law.power(new Exponent("a", "frequency", 1));

    private static Observation row(double frequency, double lower, double upper) {
        return new Observation(Map.of("frequency", frequency), lower, upper, "frequency=" + frequency);
    }

    private static double covariate(Observation row, String name) {
        return Objects.requireNonNull(row.covariates().get(name));
    }

    private static FitResult fit(List<Observation> rows) {
        return CensoredRegression.fit(Planted.LAW, rows, FEW);
    }

    @Test
    void withoutCovariatesItGivesMeanAndDeviation() {
        List<Observation> rows = List.of(row(1, 2, 2), row(1, 8, 8), row(1, 32, 32), row(1, 8, 8));
        FitResult fit = CensoredRegression.fit(Law.power(), rows, FEW);
        assertThat(fit.estimate("c")).isCloseTo(8, within(1e-12));
        assertThat(fit.sigma()).isCloseTo(Math.log(4) / Math.sqrt(2), within(1e-12));
    }

    /** Reference: SciPy's Nelder-Mead on the likelihood written with norm.logpdf, logsf and cdf, tolerance 1e-11. */
    @Test
    void agreesWithAnotherProgramOnEveryKindOfCensoring() {
        double none = Double.POSITIVE_INFINITY;
        FitResult fit = CensoredRegression.fit(
                FREQUENCY_ONLY,
                List.of(
                        row(1, 10, 10),
                        row(1, 14, 14),
                        row(2, 35, 50),
                        row(2, 60, 60),
                        row(3, 90, 120),
                        row(3, 150, none),
                        row(4, 160, none),
                        row(4, 210, 210),
                        row(5, 0, 260),
                        row(5, 300, none)),
                FEW);
        assertThat(fit.estimate("c")).isCloseTo(12.405857354, within(1e-4));
        assertThat(fit.estimate("a")).isCloseTo(2.037290912, within(1e-5));
        assertThat(fit.sigma()).isCloseTo(0.219329033, within(1e-6));
        assertThat(fit.status()).isEqualTo(FitStatus.OK);
        assertThat(fit.censored()).isEqualTo(3);
        assertThat(fit.points()).isEqualTo(10);
        assertThat(fit.cells()).isEqualTo(5);
    }

    @Test
    void agreesWithADerivativeFreeSearch() {
        List<Observation> rows = new Planted(9, 2, 1, 4, 10, 3, 0.1, 0.1, 0.1).budget(3, 700);
        FitResult fit = fit(rows);
        double[] best = new BOBYQAOptimizer(9, 0.5, 1e-9)
                .optimize(
                        new MaxEval(20_000),
                        new ObjectiveFunction(point -> minusLogLikelihood(rows, point)),
                        GoalType.MINIMIZE,
                        SimpleBounds.unbounded(4),
                        new InitialGuess(new double[] {2, 2, 1, -1}))
                .getPoint();
        assertThat(fit.censored()).isBetween(10, 30);
        assertThat(Math.log(fit.estimate("c"))).isCloseTo(best[0], within(1e-4));
        assertThat(fit.estimate("a")).isCloseTo(best[1], within(1e-4));
        assertThat(fit.estimate("b")).isCloseTo(best[2], within(1e-4));
        assertThat(fit.sigma()).isCloseTo(Math.exp(best[3]), within(1e-4));
    }

    private static double minusLogLikelihood(List<Observation> rows, double[] point) {
        double sigma = Math.exp(point[3]);
        double sum = 0;
        for (Observation row : rows) {
            double mean = point[0]
                    + point[1] * Math.log(covariate(row, "frequency"))
                    - point[2] * Math.log(covariate(row, "density"));
            NormalDistribution normal = new NormalDistribution(mean, sigma);
            double y = Math.log(row.lower());
            sum -= row.isExact() ? normal.logDensity(y) : Math.log(1 - normal.cumulativeProbability(y));
        }
        return sum;
    }

    @Test
    void recoversAPlantedLawFromExactTimes() {
        FitResult fit = fit(MANY.exact(11));
        assertThat(fit.estimate("a")).isCloseTo(2, within(0.06));
        assertThat(fit.estimate("b")).isCloseTo(1, within(0.06));
        assertThat(fit.estimate("c")).isCloseTo(9, within(1.5));
        assertThat(fit.sigma()).isCloseTo(0.3, within(0.02));
    }

    @Test
    void recoversAPlantedLawWithAThirdCensored() {
        List<Observation> rows = new Planted(9, 2, 1, 2, 20, 20, 0, 0, 0.6).budget(12, 2000);
        FitResult fit = fit(rows);
        FitResult dropped = LeastSquares.fit(Planted.LAW, rows, FEW);
        assertThat((double) fit.censored() / fit.points()).isBetween(0.25, 0.4);
        assertThat(fit.estimate("a")).isCloseTo(2, within(0.09));
        assertThat(fit.estimate("b")).isCloseTo(1, within(0.09));
        assertThat(fit.sigma()).isCloseTo(0.6, within(0.04));
        assertThat(dropped.estimate("a")).isLessThan(1.85);
        assertThat(dropped.estimate("b")).isLessThan(0.85);
        assertThat(dropped.note()).isEqualTo(fit.censored() + " censored rows were dropped.");
        assertThat(dropped.status()).isEqualTo(FitStatus.OK);
    }

    @Test
    void recoversAPlantedLawFromIntervals() {
        FitResult fit = fit(MANY.checkpoints(13, 2));
        assertThat(fit.estimate("a")).isCloseTo(2, within(0.06));
        assertThat(fit.estimate("b")).isCloseTo(1, within(0.06));
        assertThat(fit.sigma()).isCloseTo(0.3, within(0.03));
        assertThat(fit.censored()).isZero();
    }

    @Test
    void doesNotDependOnTheOrderOfTheRows() {
        List<Observation> rows = MANY.budget(14, 1600).subList(0, 240);
        List<Observation> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(3));
        assertThat(shuffled).isNotEqualTo(rows);
        assertThat(fit(shuffled)).isEqualTo(fit(rows));
    }

    @Test
    void anotherUnitOfTimeChangesOnlyTheFactor() {
        List<Observation> rows = new Planted(9, 2, 1, 4, 10, 3, 0.1, 0.1, 0.1).budget(3, 700);
        List<Observation> scaled = rows.stream()
                .map(r -> new Observation(r.covariates(), 250 * r.lower(), 250 * r.upper(), r.cell()))
                .toList();
        FitResult fit = fit(rows);
        FitResult other = fit(scaled);
        assertThat(other.estimate("c") / fit.estimate("c")).isCloseTo(250, within(1e-3));
        for (String name : List.of("a", "b")) {
            assertThat(other.estimate(name)).isCloseTo(fit.estimate(name), within(1e-6));
            assertThat(other.parameter(name).ciLow())
                    .isCloseTo(Objects.requireNonNull(fit.parameter(name).ciLow()), within(1e-3));
        }
        assertThat(other.sigma()).isCloseTo(Objects.requireNonNull(fit.sigma()), within(1e-6));
    }

    @Test
    void refusesAnObservationWithoutTheLawsCovariate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(List.of(row(1, 1, 1), row(2, 1, 1), row(3, 1, 1))))
                .withMessageStartingWith("covariates must contain \"density\"");
    }

    @Test
    void leavesOutAnExponentWhoseCovariateDoesNotVary() {
        List<Observation> rows = MANY.exact(15).stream()
                .filter(r -> r.covariates().equals(Planted.at(covariate(r, "frequency"), 6.0 / 7)))
                .toList();
        FitResult fit = fit(rows);
        assertThat(fit.status()).isEqualTo(FitStatus.NOT_IDENTIFIED);
        assertThat(fit.note()).isEqualTo("b is left out because density does not vary by itself: c holds its effect.");
        assertThat(fit.parameter("b")).isEqualTo(ParameterEstimate.none("b"));
        assertThat(fit.estimate("a")).isCloseTo(2, within(0.1));
        assertThat(fit.parameter("a").ciLow()).isNotNull();
    }

    @Test
    void leavesOutAnExponentWhoseCovariateFollowsAnother() {
        Law law = Law.power(new Exponent("a", "frequency", 1), new Exponent("w", "width", 1));
        List<Observation> rows = new ArrayList<>();
        for (Observation r : MANY.exact(16)) {
            double frequency = covariate(r, "frequency");
            rows.add(Observation.exact(
                    Map.of("frequency", frequency, "width", 7 * frequency * frequency), r.lower(), r.cell()));
        }
        FitResult fit = CensoredRegression.fit(law, rows, FEW);
        assertThat(fit.status()).isEqualTo(FitStatus.NOT_IDENTIFIED);
        assertThat(fit.parameter("w").estimate()).isNull();
        assertThat(fit.estimate("a")).isCloseTo(2, within(0.1));
    }

    @Test
    void saysThatRowsAreTooFew() {
        assertThat(fit(List.of()).status()).isEqualTo(FitStatus.TOO_FEW_POINTS);
        FitResult two = fit(MANY.exact(1).subList(0, 2));
        assertThat(two.status()).isEqualTo(FitStatus.TOO_FEW_POINTS);
        assertThat(two.note()).isEqualTo("2 rows cannot determine 3 parameters.");
        assertThat(two.parameters()).extracting(ParameterEstimate::estimate).containsOnlyNulls();
        assertThat(two.sigma()).isNull();
    }

    @Test
    void saysThatAllIsCensored() {
        FitResult fit = fit(MANY.budget(1, 1e-3));
        assertThat(fit.status()).isEqualTo(FitStatus.ALL_CENSORED);
        assertThat(fit.censored()).isEqualTo(fit.points());
        assertThat(fit.estimate("a")).isNaN();
        assertThat(fit.note()).isEqualTo("Every row has a lower bound only.");
        assertThat(LeastSquares.fit(Planted.LAW, MANY.budget(1, 1e-3), FEW).status())
                .isEqualTo(FitStatus.ALL_CENSORED);
    }

    @Test
    void saysThatAllIsLeftCensored() {
        FitResult fit = CensoredRegression.fit(Law.power(), List.of(row(2, 0, 10), row(2, 0, 12)), FEW);
        assertThat(fit.status()).isEqualTo(FitStatus.ALL_CENSORED);
        assertThat(fit.estimate("c")).isNaN();
        assertThat(fit.note()).isEqualTo("Every row has an upper bound only.");
    }

    @Test
    void boundsThatNeverCrossHaveNoMaximum() {
        double none = Double.POSITIVE_INFINITY;
        FitResult fit = CensoredRegression.fit(
                Law.power(), List.of(row(2, 0, 10), row(2, 0, 12), row(2, 5, none), row(2, 6, none)), FEW);
        assertThat(fit.status()).isEqualTo(FitStatus.NOT_CONVERGED);
        assertThat(fit.estimate("c")).isNaN();
    }

    @Test
    void saysThatTheLikelihoodHasNoMaximum() {
        List<Observation> rows = List.of(
                row(2, 10, 10),
                row(2, 11, 11),
                row(2, 12, 12),
                row(3, 50, Double.POSITIVE_INFINITY),
                row(3, 60, Double.POSITIVE_INFINITY));
        FitResult fit = CensoredRegression.fit(FREQUENCY_ONLY, rows, FEW);
        assertThat(fit.status()).isEqualTo(FitStatus.NOT_CONVERGED);
        assertThat(fit.estimate("a")).isNaN();
        assertThat(fit.note()).startsWith("The likelihood has no finite maximum");
    }

    @Test
    void aLawThroughEveryExactRowHasNoSigma() {
        FitResult fit = fit(new Planted(9, 2, 1, 4, 10, 1, 0, 0, 0).exact(1));
        assertThat(fit.status()).isEqualTo(FitStatus.PERFECT_FIT);
        assertThat(fit.sigma()).isEqualTo(0);
        assertThat(fit.estimate("a")).isCloseTo(2, within(1e-12));
        assertThat(fit.parameter("a").ciHigh()).isCloseTo(2, within(1e-10));
    }

    @Test
    void consistentCensoredRowsLeaveSigmaAtZero() {
        FitResult fit = fit(new Planted(9, 2, 1, 4, 10, 1, 0, 0, 0).budget(1, 500));
        assertThat(fit.censored()).isPositive();
        assertThat(fit.status()).isEqualTo(FitStatus.PERFECT_FIT);
        assertThat(fit.estimate("a")).isCloseTo(2, within(1e-12));
        assertThat(fit.estimate("b")).isCloseTo(1, within(1e-12));
    }

    @Test
    void aLawInsideEveryIntervalHasSigmaAtItsFloor() {
        FitResult fit = fit(new Planted(9, 2, 1, 4, 10, 1, 0, 0, 0).checkpoints(1, 3));
        // Half the deviation of a uniform error over a third of a decade.
        assertThat(fit.sigma()).isCloseTo(0.5 * Math.log(10) / 3 / Math.sqrt(12), within(1e-12));
        assertThat(fit.status()).isEqualTo(FitStatus.OK);
        assertThat(fit.note()).contains("closer checkpoints would narrow the intervals");
        assertThat(fit.estimate("a")).isCloseTo(2, within(0.4));
    }

    @Test
    void asManyCellsAsParametersGiveNoIntervals() {
        FitResult fit = fit(new Planted(9, 2, 1, 4, 6, 5, 0.1, 0.1, 0.1).exact(1));
        assertThat(fit.status()).isEqualTo(FitStatus.NO_INTERVAL);
        assertThat(fit.note()).isEqualTo("3 cells are too few for intervals of 3 parameters.");
        assertThat(fit.estimate("a")).isCloseTo(2, within(1.0));
        assertThat(fit.parameter("a").standardError()).isNull();
        assertThat(fit.parameter("a").ciLow()).isNull();
        assertThat(fit.parameter("a").ciHigh()).isNull();
    }

    /**
     * Twelve measured times, the last one censored. An independent simplex search found the maximum at a = 4.32, b =
     * 0.775.
     */
    @Test
    void findsTheMaximumWhereFunctionValuesTie() {
        double[] densities = {0.13740896703362793, 0.39008224309452205, 1.3982774715740895, 3.4736050858932193};
        double[][] times = {
            {9.772906931987048, 11.169036493699483, 1.3961295617124354, 1.3961295617124354},
            {128.71930953158179, 106.45434788287574, 58.44552432785335, 10.436700772830955},
            {1283.8160346658942, 741.7603755847389, 340.92448031683193, 102.70528277327153}
        };
        List<Observation> rows = new ArrayList<>();
        for (int kappa = 1; kappa <= 3; kappa++) {
            for (int j = 0; j < densities.length; j++) {
                Map<String, Double> covariates = Map.of("frequency", (double) kappa, "density", densities[j]);
                double time = times[kappa - 1][j];
                rows.add(
                        kappa == 3 && j == 0
                                ? Observation.rightCensored(covariates, time, "3")
                                : Observation.exact(covariates, time, Integer.toString(kappa)));
            }
        }
        FitResult fit = CensoredRegression.fit(Planted.LAW, rows, CellBootstrap.seeded(1));
        assertThat(fit.estimate("a")).isCloseTo(4.32, within(0.01));
        assertThat(fit.estimate("b")).isCloseTo(0.775, within(0.002));
        assertThat(fit.status()).isEqualTo(FitStatus.NO_INTERVAL);
    }

    @Test
    void givesNoExponentThatOnlyCensoredRowsConstrain() {
        List<Observation> rows = new ArrayList<>();
        for (double density : new double[] {0.5, 1, 2}) {
            rows.add(new Observation(Map.of("frequency", 2.0, "density", density), 20 / density, 40 / density, "2"));
            rows.add(Observation.rightCensored(Map.of("frequency", 9.0, "density", density), 50, "9"));
        }
        FitResult fit = CensoredRegression.fit(Planted.LAW, rows, CellBootstrap.seeded(1));
        assertThat(fit.status()).isEqualTo(FitStatus.NOT_CONVERGED);
        assertThat(fit.parameter("a").estimate()).isNull();
    }
}
