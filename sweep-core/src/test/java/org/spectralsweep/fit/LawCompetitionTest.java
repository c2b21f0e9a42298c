package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.spectralsweep.law.Law;

@Timeout(600)
class LawCompetitionTest {
    /** How often the planted law won, another one did, and the data could not tell. */
    private record Tally(int right, int wrong, int open, double lead) {
        static Tally of(PlantedLaws planted, int seeds, double noise) {
            int right = 0;
            int wrong = 0;
            double lead = 0;
            for (int seed = 0; seed < seeds; seed++) {
                Competition competition = LawCompetition.of(planted.laws(), planted.rows(seed, noise));
                LawFit truth = planted.truth();
                double own = Double.POSITIVE_INFINITY;
                double best = Double.POSITIVE_INFINITY;
                for (Competition.Contender contender : competition.contenders()) {
                    double aicc = contender.aicc() == null ? Double.POSITIVE_INFINITY : contender.aicc();
                    if (isOf(contender, truth)) {
                        own = aicc;
                    } else {
                        best = Math.min(best, aicc);
                    }
                }
                lead += (best - own) / seeds;
                Competition.Contender winner = competition.verdict().winner();
                right += winner != null && isOf(winner, truth) ? 1 : 0;
                wrong += winner != null && !isOf(winner, truth) ? 1 : 0;
            }
            return new Tally(right, wrong, seeds - right - wrong, lead);
        }

        private static boolean isOf(Competition.Contender contender, LawFit law) {
            return contender.errors() == law.errors()
                    && contender.law().text().equals(law.law().text());
        }
    }

    @Test
    void findsThePlantedLawOrSaysThatItCannotTell() {
        assertMostlyRight(3, 0.03);
    }

    @Test
    @Tag("slow") // some minutes
    void findsThePlantedLawInManySweeps() {
        assertMostlyRight(20, 0.03);
        assertMostlyRight(20, 0.1);
    }

    private static void assertMostlyRight(int seeds, double noise) {
        int wrong = 0;
        int clear = 0;
        int named = 0;
        StringBuilder table = new StringBuilder();
        for (PlantedLaws planted : PlantedLaws.values()) {
            Tally tally = Tally.of(planted, seeds, noise);
            table.append(planted).append(' ').append(tally).append('\n');
            wrong += tally.wrong();
            if (tally.lead() > 6) {
                clear += seeds;
                named += tally.right();
            }
        }

        assertThat(wrong).as(table.toString()).isLessThanOrEqualTo(seeds * PlantedLaws.values().length / 20);
        assertThat((double) named).as(table.toString()).isGreaterThanOrEqualTo(0.8 * clear);
    }

    @Test
    void aicIsThatOfTheFormula() {
        PlantedLaws planted = PlantedLaws.POWER;
        Competition competition = LawCompetition.of(planted.laws(), planted.rows(1, 0.05));
        Competition.Contender power = competition.contenders().stream()
                .filter(contender ->
                        contender.law().text().equals(planted.truth().law().text()))
                .findFirst()
                .orElseThrow();

        FitResult fit =
                planted.truth().to(CollapsedRows.of(planted.rows(1, 0.05))).result();
        double logLikelihood =
                fit.scatter() == null ? Double.NaN : fit.scatter().logLikelihood();
        assertThat(competition.cells()).isEqualTo(16);
        assertThat(power.parameters()).isEqualTo(3);
        assertThat(power.aicc()).isCloseTo(-2 * logLikelihood + 6 + 24.0 / 12, within(1e-9));
        assertThat(competition.contenders().stream()
                        .filter(Competition.Contender::competes)
                        .mapToDouble(contender -> contender.weight() == null ? 0 : contender.weight())
                        .sum())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void collapsesSeedsToMeansOrMediansAndACellToOne() {
        Map<String, Double> here = Map.of("frequency", 2.0);
        Map<String, Double> there = Map.of("frequency", 3.0);
        List<Observation> rows = CollapsedRows.of(List.of(
                new Observation(here, 1, 4, "one"),
                new Observation(here, 4, 16, "one"),
                Observation.exact(there, 5, "one"),
                Observation.exact(there, 7, "one"),
                Observation.rightCensored(there, 9, "one"),
                Observation.exact(there, 5, "other"),
                Observation.rightCensored(there, 7, "other"),
                Observation.rightCensored(there, 9, "other")));

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).lower()).isCloseTo(2, within(1e-12));
        assertThat(rows.get(0).upper()).isCloseTo(8, within(1e-12));
        assertThat(rows.get(0).weight()).isEqualTo(0.5);
        assertThat(rows.get(1).lower()).isEqualTo(7);
        assertThat(rows.get(1).upper()).isEqualTo(7);
        assertThat(rows.get(2).isRightCensored()).isTrue();
        assertThat(rows.get(2).lower()).isEqualTo(7);
        assertThat(rows.get(2).weight()).isEqualTo(1);
    }

    @Test
    void aLawOfTooManyParametersDoesNotCompete() {
        List<Observation> rows = PlantedLaws.POWER.rows(1, 0.05).stream()
                .filter(row -> frequency(row) < 7)
                .toList();
        Competition competition = LawCompetition.of(PlantedLaws.POWER.laws(), rows);

        assertThat(competition.cells()).isEqualTo(5);
        assertThat(competition.contenders())
                .filteredOn(contender -> contender.problem().contains("5 cells are too few"))
                .isNotEmpty();
    }

    @Test
    void levelsThatAreMissingBelowTheCutLeaveNoExtrapolation() {
        List<Observation> rows = new ArrayList<>(PlantedLaws.EACH.rows(1, 0.03));
        rows.removeIf(row -> "4".equals(row.levels().get("width")) && frequency(row) < 7);
        Competition competition = LawCompetition.of(PlantedLaws.EACH.laws(), rows);

        assertThat(competition.contenders())
                .filteredOn(contender -> contender.law().text().contains("a[width]"))
                .allSatisfy(contender -> {
                    assertThat(contender.extrapolation()).isNull();
                    assertThat(contender.leaveOneOut()).isNotNull();
                });
    }

    @Test
    void namesACellThatWouldTell() {
        Competition competition = LawCompetition.of(PlantedLaws.BENT.laws(), PlantedLaws.BENT.rows(1, 0.1));
        Competition.NextCell next = competition.verdict().next();

        assertThat(competition.verdict().winner()).isNull();
        assertThat(competition.sentence()).startsWith("The data cannot tell.").contains("differ most at frequency = ");
        assertThat(next).isNotNull();
        if (next != null) {
            assertThat(next.value()).isBetween(2 / 1.5, 17 * 1.5);
            assertThat(next.count()).isPositive();
        }
    }

    @Test
    void aLawThroughEveryRowWinsByTheTermsInK() {
        Competition competition = LawCompetition.of(PlantedLaws.EACH.laws(), PlantedLaws.EACH.rows(1, 0));

        assertThat(competition.contenders().get(0).aicc()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(competition.sentence()).contains("a[width] wins: it passes through every row.");
    }

    @Test
    void refusesNothingAndTwins() {
        LawFit law = new LawFit(Law.power(), ErrorDistribution.LOG_NORMAL, new CellJackknife());
        List<Observation> rows = PlantedLaws.POWER.rows(1, 0.1);

        assertThatIllegalArgumentException().isThrownBy(() -> LawCompetition.of(List.of(), rows));
        assertThatIllegalArgumentException().isThrownBy(() -> LawCompetition.of(Arrays.asList(law, law), rows));
    }

    private static double frequency(Observation row) {
        return Objects.requireNonNull(row.covariates().get("frequency"));
    }
}
