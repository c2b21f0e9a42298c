package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.FittedLaw;
import org.spectralsweep.fit.GroupTests;
import org.spectralsweep.fit.Hypothesis;
import org.spectralsweep.fit.HypothesisTest;
import org.spectralsweep.fit.ParameterEstimate;
import org.spectralsweep.fit.ScoreWildBootstrap;
import org.spectralsweep.spark.report.TestTable;

/** Tests of what theory and kernel say of a law, and of whether its parameters differ between levels and groups. */
final class FitTests {
    private static final long SEED = 1;

    private FitTests() {}

    /**
     * A test of a law's parameters.
     *
     * @param source what it asks: whether a value of the {@code theory} or of the {@code kernel} could be true, or
     *     whether the {@code levels} of a parameter or the {@code groups} of a fit could have equal ones
     * @param test the test
     */
    record Test(TestTable.Source source, HypothesisTest test) {}

    /** Tests every parameter that is not a factor against theory and kernel, and one with levels for equal ones. */
    static List<Test> of(FitGroup group, FittedLaw law, @Nullable FittedLaw kernel) {
        Map<String, Double> theory = group.theory();
        List<TestTable.Source> sources = new ArrayList<>();
        List<Hypothesis> hypotheses = new ArrayList<>();
        for (String name : group.law().shapes()) {
            boolean tested = false;
            for (ParameterEstimate parameter : law.result().parameters()) {
                if (parameter.estimate() == null || parameter.ciLow() == null || !parameter.isOf(name)) {
                    continue;
                }
                tested = true;
                Double expected = parameter.in(theory);
                if (expected != null) {
                    sources.add(TestTable.Source.THEORY);
                    hypotheses.add(Hypothesis.value(parameter.name(), expected));
                }
                double ofKernel = kernel == null ? Double.NaN : kernel.result().estimateOrNaN(parameter.name());
                if (!Double.isNaN(ofKernel)) {
                    sources.add(TestTable.Source.KERNEL);
                    hypotheses.add(Hypothesis.value(parameter.name(), ofKernel));
                }
            }
            if (tested) {
                Hypothesis.equalLevels(law.result(), name).ifPresent(equal -> {
                    sources.add(TestTable.Source.LEVELS);
                    hypotheses.add(equal);
                });
            }
        }
        List<HypothesisTest> tests = ScoreWildBootstrap.seeded(SEED).test(law, hypotheses);
        return IntStream.range(0, tests.size())
                .mapToObj(i -> new Test(sources.get(i), tests.get(i)))
                .toList();
    }

    /** Tests whether each parameter that is not a factor is equal in all groups of a fit. Times need one unit. */
    static List<Test> between(List<FitJob.Fitted> groups) {
        boolean oneUnit =
                groups.stream().map(fit -> fit.group().flowTime()).distinct().count() == 1;
        if (!oneUnit || groups.size() < 2) {
            return List.of();
        }
        List<GroupTests.Group> laws = groups.stream()
                .map(fit ->
                        new GroupTests.Group(fit.law(), fit.group().lawTimes().measured()))
                .toList();
        return GroupTests.of(laws, ScoreWildBootstrap.seeded(SEED)).stream()
                .map(test -> new Test(TestTable.Source.GROUPS, test))
                .toList();
    }
}
