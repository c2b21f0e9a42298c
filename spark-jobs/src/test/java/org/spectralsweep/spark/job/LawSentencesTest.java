package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.conf.SweepFit;

class LawSentencesTest {
    private static final long ENOUGH = 1_000_000;

    @TempDir
    Path folder;

    private List<String> sentences(double kernel, long budget, SweepFit... fits) throws IOException {
        return LawSentences.of(
                new PlantedLaws(folder, kernel, 0.5, 2).commit(10, budget).fitted(fits));
    }

    @Test
    void saysTheLawBesideTheoryAndKernel() throws IOException {
        List<String> sentences = sentences(2, ENOUGH, PlantedLaws.power(false));
        assertThat(sentences.get(0))
                .startsWith("Headline, κ = 1..10: T = c * frequency^a * density^-b with a = 2.50 (95 % interval 2.")
                .contains("theory 3.00, the kernel 2.00); b = 1.00 (", "theory 1.00, the kernel 1.00).")
                .endsWith(" Twice the frequency takes 5.7 times as long, twice the density 0.50 times as long.");
        assertThat(sentences.get(1))
                .isEqualTo(
                        "The spec names no rival law, so these numbers do not say whether another law fits as well.");
    }

    @Test
    void doublesOnlyPowers() throws IOException {
        assertThat(sentences(2, ENOUGH, PlantedLaws.formula("c * exp(r * frequency) * density^-b")))
                .noneMatch(sentence -> sentence.contains("Twice"));
    }

    @Test
    void saysWhetherARivalFitsAsWell() throws IOException {
        assertThat(sentences(
                        2,
                        ENOUGH,
                        PlantedLaws.formula("c * frequency^a * density^-b", "c * exp(r * frequency) * density^-b")))
                .anyMatch(sentence ->
                        sentence.startsWith("Does another law fit as well? Of 2 laws for formula, κ = 1..10: "));
    }

    @Test
    void saysHowFarTimesAreFromTheKernels() throws IOException {
        assertThat(sentences(2.5, ENOUGH, PlantedLaws.power(false)))
                .last()
                .asString()
                .startsWith("Measured times are 1.00 times the kernel's (median of 20; nine in ten lie between ")
                .endsWith(": these networks are close to the kernel's regime.");
    }

    @Test
    void saysThatNetworksAreFarFromTheirKernel() throws IOException {
        assertThat(sentences(1, ENOUGH, PlantedLaws.power(false)))
                .last()
                .asString()
                .endsWith("these networks are far from the kernel's regime, so its law need not be theirs.");
    }

    @Test
    void timesThatWereNotReachedCount() throws IOException {
        assertThat(sentences(2, 100, PlantedLaws.power(false)))
                .last()
                .asString()
                .startsWith("Half or more of the times that the kernel predicts were not reached");
    }

    @Test
    void saysThatNothingWasTrained() throws IOException {
        assertThat(sentences(2, 0, PlantedLaws.power(false)).get(0))
                .contains("with a = 2.00 (")
                .doesNotContain("the kernel 2", "Twice")
                .endsWith(" Nothing was trained: these are the kernel's own times.");
    }

    @Test
    void ofManyGroupsTellsTheFirstAndTheLast() throws IOException {
        List<String> sentences = LawSentences.of(
                new PlantedLaws(folder, 2, 0.5, 1, 2, 3, 4, 5).commit(6, ENOUGH).fitted(PlantedLaws.power(true)));
        assertThat(sentences.get(0)).startsWith("Headline, region=0: ");
        assertThat(sentences.get(1)).startsWith("Headline, region=5: ");
        assertThat(sentences.get(2))
                .isEqualTo("The 4 groups of 'headline' between these two stand in the table of exponents.");
    }

    @Test
    void saysThatNoLawCouldBeFitted() throws IOException {
        assertThat(LawSentences.of(new PlantedLaws(folder, Double.NaN, 1).fitted(PlantedLaws.power(false)))
                        .get(0))
                .contains("headline".substring(1) + ": no law could be fitted");
    }

    @Test
    void numbersHaveTwoDecimalsOrTwoDigits() {
        assertThat(LawSentences.number(2)).isEqualTo("2.00");
        assertThat(LawSentences.number(-0.123)).isEqualTo("-0.12");
        assertThat(LawSentences.number(0.00123)).isEqualTo("0.0012");
        assertThat(LawSentences.number(12345)).isEqualTo("1.2e+04");
        assertThat(LawSentences.median(4, 1, 2, 3)).isEqualTo(2.5);
        assertThat(LawSentences.median()).isNaN();
    }

    @Test
    void narrowWindowsAndFarRegimesAreSaidInWords() throws IOException {
        List<FitJob.Fitted> wide = new PlantedLaws(folder.resolve("wide"), 2.5, 0.5, 2)
                .commit(10, ENOUGH)
                .fitted(PlantedLaws.power(false));
        assertThat(LawCaveats.of("headline", wide)).isEmpty();

        List<FitJob.Fitted> narrow = new PlantedLaws(folder.resolve("narrow"), 1, 1, 1.5)
                .commit(10, ENOUGH)
                .fitted(PlantedLaws.power(false));
        assertThat(LawCaveats.of("headline", narrow))
                .containsExactly(
                        "'headline' rests on a narrow window: 2 values of density from 1 to 1.5, a factor of 1.5. Its"
                                + " exponent there need not hold beyond.",
                        "The networks of 'headline' are far from the kernel's regime: measured times are 15 times the"
                                + " kernel's (median of 20). The law describes these networks, not wide ones.");
    }
}
