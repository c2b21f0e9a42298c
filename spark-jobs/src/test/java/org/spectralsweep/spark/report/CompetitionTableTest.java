package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spectralsweep.fit.CellJackknife;
import org.spectralsweep.fit.ErrorDistribution;
import org.spectralsweep.fit.LawCompetition;
import org.spectralsweep.fit.LawFit;
import org.spectralsweep.fit.Observation;
import org.spectralsweep.law.Exponent;
import org.spectralsweep.law.Law;
import org.spectralsweep.law.ReadyLaw;

class CompetitionTableTest {
    private static final List<Exponent> EXPONENTS = List.of(new Exponent("a", "frequency", 1));

    private static LawFit fit(Law law) {
        return new LawFit(law, ErrorDistribution.LOG_NORMAL, new CellJackknife());
    }

    private static String table(int cells) {
        List<Observation> rows = new ArrayList<>();
        for (int k = 1; k <= cells; k++) {
            double time = 9 * Math.pow(k, 2.5) * Math.exp(0.01 * Math.sin(37 * k));
            rows.add(Observation.exact(Map.of("frequency", (double) k), time, "cell " + k));
        }
        List<LawFit> laws = List.of(fit(Law.power(EXPONENTS)), fit(ReadyLaw.EXPONENTIAL.of(EXPONENTS, "", List.of())));
        return new CompetitionTable("law", LawCompetition.of(laws, rows)).text();
    }

    @Test
    void namesTheWinnerByItsNumber() {
        assertThat(table(12))
                .startsWith("which law? law, 12 cells\n")
                .contains("law 1, wins", "T = c * frequency^a\n", "law 2")
                .contains("Law 1 wins: its AICc leads by")
                .doesNotContain("T = c * frequency^a wins");
    }

    @Test
    void saysWhichLawDoesNotCompete() {
        assertThat(table(4)).contains("does not compete: 4 cells are too few for 3 numbers");
    }

    @Test
    void isNeverWiderThanAHundredColumns() {
        assertThat(table(12).lines().filter(line -> !line.contains("T =")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }
}
