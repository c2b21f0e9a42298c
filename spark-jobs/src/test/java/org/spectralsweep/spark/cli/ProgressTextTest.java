package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.job.PlantedTrials;
import org.spectralsweep.spark.job.UnitReport;
import org.spectralsweep.spark.job.WorkUnit;
import org.spectralsweep.trial.TrialStatus;

class ProgressTextTest {
    private static final List<WorkUnit> UNITS = WorkUnit.plan(
            List.of(
                    PlantedTrials.work(0, 1, 1, "plain", 40),
                    PlantedTrials.work(1, 1, 1, "plain", 20),
                    PlantedTrials.work(2, 1, 1, "plain", 0.5),
                    PlantedTrials.work(3, 1, 1, "plain", 0.25)),
            2,
            work -> false);

    private static UnitReport report(TrialStatus status, double predicted, double measured) {
        return new UnitReport("unit", List.of(new UnitReport.Trial("id", status, predicted, measured)));
    }

    @Test
    void trustsTheCostModelUntilATrialHasEnded() {
        ProgressText text = new ProgressText(UNITS, 2);
        assertThat(text.planned()).isEqualTo(4);
        assertThat(text.remaining(Duration.ZERO)).isEqualTo(Duration.ofMillis(30_375));
    }

    @Test
    void correctsTheCostModelByWhatWasMeasured() {
        ProgressText text = new ProgressText(UNITS, 2);
        text.add(report(TrialStatus.CONVERGED, 40, 80));
        // Twice as slow as predicted: (80 + 20.75 * 2) / 2 cores, of which 80 have passed.
        assertThat(text.remaining(Duration.ofSeconds(45))).isEqualTo(Duration.ofMillis(15_750));
        // Later than that: half of what has not ended.
        assertThat(text.remaining(Duration.ofSeconds(90))).isEqualTo(Duration.ofMillis(10_375));
        text.add(report(TrialStatus.CONVERGED, 20.75, 40));
        assertThat(text.remaining(Duration.ofSeconds(90))).isEqualTo(Duration.ZERO);
    }

    @Test
    void learnsNothingFromATrialThatThrew() {
        ProgressText text = new ProgressText(UNITS, 2);
        text.add(report(TrialStatus.FAILED, 40, 0.001));
        assertThat(text.remaining(Duration.ZERO)).isEqualTo(Duration.ofMillis(10_375));
        assertThat(text.counts()).isEqualTo("1 failed");
    }

    @Test
    void countsByState() {
        ProgressText text = new ProgressText(UNITS, 2);
        text.add(report(TrialStatus.DIVERGED, 1, 1));
        text.add(report(TrialStatus.CONVERGED, 1, 1));
        text.add(report(TrialStatus.CONVERGED, 1, 1));
        text.add(report(TrialStatus.BUDGET_EXHAUSTED, 1, 1));
        assertThat(text.counts()).isEqualTo("2 converged, 1 out of steps, 1 diverged");
        assertThat(text.done()).isEqualTo(4);
    }

    @Test
    void printsFewPlainLinesWhereThereIsNoTerminal() {
        StringWriter written = new StringWriter();
        ConsoleProgress progress = ConsoleProgress.plain(new PrintWriter(written, true), "planted");
        progress.planned(6, 2, UNITS, 2);
        for (int i = 0; i < 4; i++) {
            progress.finished(report(TrialStatus.CONVERGED, 1, 1));
        }
        assertThat(written.toString().lines())
                .containsExactly(
                        "2 of 6 trials are committed, 4 are to run",
                        "planted: 4 trials on 2 cores, about 30 s by the cost model",
                        "planted: 4 of 4 trials (4 converged), in 0.0 s");
    }

    @Test
    void writesDurationsAsPeopleDo() {
        assertThat(Text.duration(0.34)).isEqualTo("0.3 s");
        assertThat(Text.duration(9.97)).isEqualTo("10 s");
        assertThat(Text.duration(59.7)).isEqualTo("1 min 00 s");
        assertThat(Text.duration(200)).isEqualTo("3 min 20 s");
        assertThat(Text.duration(7500)).isEqualTo("2 h 05 min");
    }
}
