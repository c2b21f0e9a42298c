package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialStatus;

/** Every planted row says that 1,000 steps were allowed and that the kernel needs 800. */
class LedgerTest {
    @TempDir
    Path folder;

    private boolean isMissing(TrialStatus status, @Nullable Long maxSteps, double factor) throws IOException {
        UnitStore store = new UnitStore(folder.resolve(status.name()).toString());
        UnitStore.Unit unit = new UnitStore.Unit(List.of(Rows.trial("t", 6, status)), List.of(), List.of());
        store.commit("t", unit, "0", true);
        CostedTrial work = new CostedTrial(
                new CostedTrial.Ids("t", "t", "cell", "cell", null), "", "dense", "{}", 1, maxSteps, factor, List.of());
        return Ledger.of(store).isMissing(work, false);
    }

    @Test
    void aBudgetThatRanOutIsMissingWhereItIsLargerNow() throws IOException {
        assertThat(isMissing(TrialStatus.BUDGET_EXHAUSTED, 1000L, 10)).isFalse();
        assertThat(isMissing(TrialStatus.BUDGET_EXHAUSTED, 1001L, 10)).isTrue();
    }

    @Test
    void countsABudgetFromTheTrialsOwnKernel() throws IOException {
        assertThat(isMissing(TrialStatus.BUDGET_EXHAUSTED, null, 1.25)).isFalse();
        assertThat(isMissing(TrialStatus.BUDGET_EXHAUSTED, null, 1.26)).isTrue();
    }

    @Test
    void aTrialThatTrainedNothingIsMissingOnceItMay() throws IOException {
        assertThat(isMissing(TrialStatus.PREDICTED, 0L, 10)).isFalse();
        assertThat(isMissing(TrialStatus.PREDICTED, 1L, 10)).isTrue();
        assertThat(isMissing(TrialStatus.PREDICTED, null, 10)).isTrue();
    }

    @Test
    void aTrainedTrialServesABudgetOfZero() throws IOException {
        assertThat(isMissing(TrialStatus.CONVERGED, 0L, 10)).isFalse();
        assertThat(isMissing(TrialStatus.BUDGET_EXHAUSTED, 0L, 10)).isFalse();
    }
}
