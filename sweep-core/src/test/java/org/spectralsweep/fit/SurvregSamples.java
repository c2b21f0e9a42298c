package org.spectralsweep.fit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;

/**
 * Random censored data sets by seed, to be fitted by R as well. {@code main} writes the rows and our fits as CSV;
 * {@code .ci/long/survreg} calls it and compares.
 */
final class SurvregSamples {
    private SurvregSamples() {}

    /**
     * One data set.
     *
     * @param columns names of the covariates, x1 to at most x3
     */
    record Sample(ErrorDistribution errors, List<String> columns, List<Observation> rows) {
        LogLinear fit() {
            return LogLinear.fit(errors, rows, columns.toArray(String[]::new));
        }
    }

    /** 20 to 120 rows with 1 to 3 covariates; about half exact, the others right-, left- or interval-censored. */
    static Sample of(int seed) {
        RandomGenerator random = new Well19937c(seed);
        ErrorDistribution errors = ErrorDistribution.values()[seed % ErrorDistribution.values().length];
        List<String> columns = List.of("x1", "x2", "x3").subList(0, 1 + random.nextInt(3));
        int count = 20 + random.nextInt(101);
        double sigma = 0.3 + 0.9 * random.nextDouble();
        double[] beta = new double[columns.size()];
        for (int k = 0; k < beta.length; k++) {
            beta[k] = 2 * random.nextDouble() - 1;
        }
        List<Observation> rows = new ArrayList<>();
        while (rows.size() < count) {
            TreeMap<String, Double> covariates = new TreeMap<>();
            double mean = errors.isLogarithmic() ? 2 : 20;
            for (int k = 0; k < columns.size(); k++) {
                double x = Math.rint(1000 * random.nextGaussian()) / 1000;
                covariates.put(columns.get(k), x);
                mean += beta[k] * x;
            }
            double y = mean + sigma * error(errors, random.nextDouble());
            double time = errors.isLogarithmic() ? Math.exp(y) : y;
            double weight = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
            double share = errors.isLogarithmic() ? Math.exp(0.3 + 0.3 * random.nextDouble()) : 1.02;
            double lower = Double.NaN;
            double upper = Double.NaN;
            switch (random.nextInt(6)) {
                case 0 -> lower = time / share;
                case 1 -> upper = time * share;
                case 2 -> {
                    lower = time / Math.sqrt(share);
                    upper = time * Math.sqrt(share);
                }
                default -> {
                    lower = time;
                    upper = time;
                }
            }
            rows.add(LogLinear.row(covariates, lower, upper, weight));
        }
        return new Sample(errors, columns, rows);
    }

    /** The standard error at a probability. */
    private static double error(ErrorDistribution errors, double p) {
        return switch (errors) {
            case WEIBULL -> Math.log(-Math.log1p(-p));
            case LOG_LOGISTIC -> Math.log(p / (1 - p));
            default -> new NormalDistribution().inverseCumulativeProbability(p);
        };
    }

    /**
     * Writes the rows and the fits of some seeds.
     *
     * @param args a folder, the first seed, the last one
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        try (PrintWriter rows = new PrintWriter(Files.newBufferedWriter(folder.resolve("rows.csv")));
                PrintWriter fits = new PrintWriter(Files.newBufferedWriter(folder.resolve("fits.csv")))) {
            rows.println("seed,errors,covariates,lower,upper,weight,x1,x2,x3");
            fits.println("seed,status,sigma,loglik,b0,b1,b2,b3");
            for (int seed = Integer.parseInt(args[1]); seed <= Integer.parseInt(args[2]); seed++) {
                Sample sample = of(seed);
                for (Observation row : sample.rows()) {
                    List<String> numbers = new ArrayList<>();
                    numbers.add(row.lower() == 0 ? "NA" : Double.toString(row.lower()));
                    numbers.add(row.isRightCensored() ? "NA" : Double.toString(row.upper()));
                    numbers.add(Double.toString(row.weight()));
                    for (String name : List.of("x1", "x2", "x3")) {
                        numbers.add(Double.toString(row.covariates().getOrDefault(name, 0.0)));
                    }
                    rows.printf(
                            Locale.ROOT,
                            "%d,%s,%d,%s%n",
                            seed,
                            sample.errors(),
                            sample.columns().size(),
                            String.join(",", numbers));
                }
                LogLinear fit = sample.fit();
                StringBuilder coefficients = new StringBuilder();
                for (int k = 0; k < 4; k++) {
                    coefficients
                            .append(',')
                            .append(
                                    k < fit.coefficients().size()
                                            ? fit.coefficients().get(k)
                                            : Double.valueOf(0));
                }
                fits.printf(
                        Locale.ROOT,
                        "%d,%s,%s,%s%s%n",
                        seed,
                        fit.fitted().result().status(),
                        fit.sigma(),
                        fit.logLikelihood(),
                        coefficients);
            }
        }
    }
}
