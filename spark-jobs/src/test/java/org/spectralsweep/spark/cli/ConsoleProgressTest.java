package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.spectralsweep.spark.job.PlantedTrials;
import org.spectralsweep.spark.job.UnitReport;
import org.spectralsweep.spark.job.WorkUnit;
import org.spectralsweep.trial.TrialStatus;

class ConsoleProgressTest {
    private static final List<WorkUnit> UNITS = WorkUnit.plan(
            List.of(PlantedTrials.work(0, 1, 1, "plain", 40), PlantedTrials.work(1, 1, 1, "plain", 20)),
            2,
            work -> false);

    private static UnitReport report() {
        return new UnitReport("unit", List.of(new UnitReport.Trial("id", TrialStatus.CONVERGED, 1, 1)));
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsOnATerminal() {
        for (int run = 0; run < 5; run++) {
            ConsoleProgress progress = new ConsoleProgress(new PrintWriter(new StringWriter()), "planted", true);
            progress.planned(2, 0, UNITS, 2);
            progress.finished(report());
            progress.finished(report());
            progress.close();
            progress.close();
        }
    }
}
