package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spectralsweep.fit.ErrorDistribution.LOG_LOGISTIC;
import static org.spectralsweep.fit.ErrorDistribution.LOG_NORMAL;
import static org.spectralsweep.fit.ErrorDistribution.WEIBULL;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/**
 * Fits that R's package survival has printed (github.com/therneau/survival at commit a2533a9, LGPL; R 4.2.2 with
 * survival 3.5-3, {@code survreg.control(maxiter = 200, rel.tolerance = 1e-12)}). Every number stands as R prints it,
 * and ours must round to it. NA is a bound that is not known.
 */
class SurvregTest {
    private static final double NA = Double.NaN;

    private static void printed(double value, String expected) {
        assertThat(new BigDecimal(value).setScale(new BigDecimal(expected).scale(), RoundingMode.HALF_EVEN))
                .isEqualTo(new BigDecimal(expected));
    }

    private static void printed(List<Double> values, String... expected) {
        assertThat(values).hasSize(expected.length);
        for (int k = 0; k < expected.length; k++) {
            printed(values.get(k), expected[k]);
        }
    }

    private static void converged(LogLinear fit) {
        assertThat(fit.fitted().result().status()).isEqualTo(FitStatus.NO_INTERVAL);
        assertThat(fit.fitted().result().note()).startsWith("1 cell is too few for intervals");
    }

    /** tests/data.interval: ltime, rtime, age, ecog.ps. 2 left-, 14 right-, 8 interval-censored rows, 2 exact ones. */
    private static List<Observation> interval() {
        double[][] table = {
            {NA, 150, 72.3315, 1},
            {NA, 150, 74.4932, 1},
            {146, 166, 66.4658, 2},
            {421, NA, 53.3644, 1},
            {421, 421, 50.3397, 1},
            {448, NA, 56.4301, 2},
            {454, 474, 56.937, 2},
            {465, 485, 59.8548, 2},
            {477, NA, 64.1753, 1},
            {553, 573, 55.1781, 2},
            {628, 648, 56.7562, 2},
            {744, NA, 50.1096, 1},
            {769, NA, 59.6301, 2},
            {770, NA, 57.0521, 1},
            {803, NA, 39.2712, 1},
            {855, NA, 43.1233, 2},
            {1040, NA, 38.8932, 2},
            {1106, NA, 44.6, 1},
            {1129, NA, 53.9068, 1},
            {1206, NA, 44.2055, 1},
            {1227, NA, 59.589, 2},
            {258, 278, 74.5041, 2},
            {319, 339, 43.137, 1},
            {343, 363, 63.2192, 2},
            {375, 375, 64.4247, 1},
            {377, NA, 58.3096, 1}
        };
        List<Observation> rows = new ArrayList<>();
        for (double[] row : table) {
            rows.add(LogLinear.row(Map.of("age", row[2], "ecog.ps", row[3]), row[0], row[1], 1));
        }
        return rows;
    }

    @Test
    void intervalDataWithLogNormalErrors() {
        LogLinear fit = LogLinear.fit(LOG_NORMAL, interval(), "age", "ecog.ps");
        converged(fit);
        printed(fit.coefficients(), "11.15484982", "-0.08553092654", "0.2065646367");
        printed(fit.logScale(), "-0.2296953199");
        printed(fit.standardErrors(), "1.434741648", "0.02377041784", "0.3827825146", "0.2507852174");
        printed(fit.logLikelihood(), "-56.00735096");
        printed(LogLinear.fit(LOG_NORMAL, interval()).logLikelihood(), "-63.47731176");
    }

    @Test
    void intervalDataWithWeibullErrors() {
        LogLinear fit = LogLinear.fit(WEIBULL, interval(), "age", "ecog.ps");
        converged(fit);
        printed(fit.coefficients(), "12.38859316", "-0.09856710354", "0.09706059516");
        printed(fit.logScale(), "-0.4772644019");
        printed(fit.standardErrors(), "1.602682377", "0.02536932162", "0.37759218", "0.2583147080");
        printed(fit.logLikelihood(), "-56.22781735");
        printed(LogLinear.fit(WEIBULL, interval()).logLikelihood(), "-64.01113663");
    }

    @Test
    void intervalDataWithLogLogisticErrors() {
        LogLinear fit = LogLinear.fit(LOG_LOGISTIC, interval(), "age", "ecog.ps");
        converged(fit);
        printed(fit.coefficients(), "11.52684611", "-0.08877723615", "0.08184967821");
        printed(fit.logScale(), "-0.8022702211");
        printed(fit.standardErrors(), "1.528298100", "0.02397601512", "0.36421214", "0.27059660");
        printed(fit.logLikelihood(), "-55.87110225");
        printed(LogLinear.fit(LOG_LOGISTIC, interval()).logLikelihood(), "-63.54856107");
    }

    /** Motorettes: failures, then the time at which so many others still ran. */
    private static List<Observation> motors(boolean withoutTheCoolest) {
        List<Observation> rows = new ArrayList<>();
        if (!withoutTheCoolest) {
            motors(rows, 150, new double[] {}, 8064, 10);
        }
        motors(rows, 170, new double[] {1764, 2772, 3444, 3542, 3780, 4860, 5196}, 5448, 3);
        motors(rows, 190, new double[] {408, 408, 1344, 1344, 1440}, 1680, 5);
        motors(rows, 220, new double[] {408, 408, 504, 504, 504}, 528, 5);
        return rows;
    }

    private static void motors(List<Observation> rows, double celsius, double[] failures, double end, int running) {
        Map<String, Double> covariates = Map.of("temp", celsius, "inverse", 1000 / (273.2 + celsius));
        for (double failure : failures) {
            rows.add(LogLinear.row(covariates, failure, failure, 1));
        }
        for (int i = 0; i < running; i++) {
            rows.add(LogLinear.row(covariates, end, NA, 1));
        }
    }

    @Test
    void motorsAboveTheCoolestTemperature() {
        LogLinear fit = LogLinear.fit(LOG_NORMAL, motors(true), "inverse");
        converged(fit);
        assertThat(fit.fitted().result().points()).isEqualTo(30);
        printed(fit.coefficients(), "-10.470562", "8.3220832");
        printed(fit.logScale(), "-0.50412387");
        printed(fit.standardErrors(), "2.7719206", "1.2841241", "0.18331501");
        printed(fit.logLikelihood(), "-145.8672339");
    }

    @Test
    void theMedianLifeOfAMotorAtOtherTemperatures() {
        LogLinear fit = LogLinear.fit(LOG_NORMAL, motors(true), "inverse");
        String[][] expected = {{"130", "26095.68", "11359.45"}, {"150", "9838.864", "2901.155"}};
        for (String[] row : expected) {
            double inverse = 1000 / (273.2 + Double.parseDouble(row[0]));
            double median =
                    fit.fitted().at(Map.of("inverse", inverse), Map.of()).value();
            printed(median, row[1]);
            RealMatrix covariance = fit.covariance().getSubMatrix(0, 1, 0, 1);
            double[] x = {1, inverse};
            double variance = Design.dot(x, covariance.operate(x));
            printed(median * Math.sqrt(variance), row[2]);
        }
    }

    @Test
    void allMotors() {
        LogLinear fit = LogLinear.fit(WEIBULL, motors(false), "temp");
        converged(fit);
        assertThat(fit.fitted().result().points()).isEqualTo(40);
        printed(fit.coefficients(), "16.31851938", "-0.04530705348");
        printed(fit.logScale(), "-1.095640894");
        printed(fit.standardErrors(), "0.62296386", "0.0031858211", "0.21479664");
        printed(fit.logLikelihood(), "-147.3650612");
        printed(LogLinear.fit(WEIBULL, motors(false)).logLikelihood(), "-169.5267074");
    }

    /** tests/data.turbine: hundreds of hours, wheels without and with a crack then. No row has two bounds. */
    @Test
    void turbineWheelsWithoutAnyRowOfTwoBounds() {
        double[][] table = {
            {4, 39, 0},
            {10, 49, 4},
            {14, 31, 2},
            {18, 66, 7},
            {22, 25, 5},
            {26, 30, 9},
            {30, 33, 9},
            {34, 7, 6},
            {38, 12, 22},
            {42, 19, 21},
            {46, 15, 21}
        };
        List<Observation> rows = new ArrayList<>();
        for (double[] row : table) {
            rows.add(LogLinear.row(Map.of(), row[0], NA, row[1]));
            if (row[2] > 0) {
                rows.add(LogLinear.row(Map.of(), NA, row[0], row[2]));
            }
        }
        LogLinear fit = LogLinear.fit(LOG_NORMAL, rows);
        converged(fit);
        printed(fit.coefficients(), "3.699907669");
        printed(fit.logScale(), "-0.3286628000");
        printed(fit.standardErrors(), "0.070833503", "0.12318462");
        printed(fit.logLikelihood(), "-190.7315495");
    }

    /** survival's cracks: 167 parts were inspected at these days, and 73 had no crack at the last. */
    @Test
    void turbineCracksFoundAtInspections() {
        double[] days = {NA, 186, 606, 902, 1077, 1209, 1377, 1592, 1932, NA};
        int[] cracked = {5, 16, 12, 18, 18, 2, 6, 17, 73};
        List<Observation> rows = new ArrayList<>();
        for (int i = 0; i < cracked.length; i++) {
            rows.add(LogLinear.row(Map.of(), days[i], days[i + 1], cracked[i]));
        }
        LogLinear fit = LogLinear.fit(WEIBULL, rows);
        converged(fit);
        printed(fit.coefficients(), "7.687999064");
        printed(fit.logScale(), "-0.3952582242");
        printed(fit.standardErrors(), "0.07442671635", "0.09865908767");
        printed(fit.logLikelihood(), "-309.6311809");
    }

    /**
     * survival's capacitor: at each temperature and voltage four of eight failed, and the test ended with the fourth.
     */
    @Test
    void capacitorsUnderHeatAndVoltage() {
        double[][] failures = {
            {170, 200, 439, 904, 1092, 1105},
            {170, 250, 572, 690, 904, 1090},
            {170, 300, 315, 315, 439, 628},
            {170, 350, 258, 258, 347, 588},
            {180, 200, 959, 1065, 1065, 1087},
            {180, 250, 216, 315, 455, 473},
            {180, 300, 241, 315, 332, 380},
            {180, 350, 241, 241, 435, 455}
        };
        List<Observation> rows = new ArrayList<>();
        for (double[] row : failures) {
            Map<String, Double> covariates = Map.of("temperature", row[0], "voltage", row[1]);
            for (int i = 2; i < 6; i++) {
                rows.add(LogLinear.row(covariates, row[i], row[i], 1));
                rows.add(LogLinear.row(covariates, row[5], NA, 1));
            }
        }
        LogLinear fit = LogLinear.fit(WEIBULL, rows, "temperature", "voltage");
        converged(fit);
        assertThat(fit.fitted().result().points()).isEqualTo(64);
        printed(fit.coefficients(), "13.40701688", "-0.02890466", "-0.00591082");
        printed(fit.sigma(), "0.3638092");
        printed(fit.logLikelihood(), "-244.2423433");
        printed(LogLinear.fit(WEIBULL, rows).logLikelihood(), "-254.5271445");
    }
}
