package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.conf.FitSpecs;
import org.spectralsweep.spark.conf.SweepFit;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.SpecColumns;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TableComparison;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialStatus;

/**
 * A folder with rows from before and after the column {@code highest_frequency}. Targets have a direction whose largest
 * component is 1, 2 or 3, and planted steps 10 k^2.5 of their own frequency k.
 */
class MixedFolderTest {
    private static final SweepFit LAW = SweepFit.of(
            FitSpecs.power("law", "t", Map.of("a", "frequency"), Map.of(), List.of(), Map.of()),
            ConvergenceTime.columns());

    @TempDir
    Path folder;

    private UnitStore mixed;
    private UnitStore today;

    @BeforeEach
    void plant() throws IOException {
        mixed = new UnitStore(folder.resolve("mixed").toString());
        today = new UnitStore(folder.resolve("today").toString());
        for (int frequency = 1; frequency <= 9; frequency++) {
            commit(mixed, frequency);
            commit(today, frequency);
            if (frequency % 2 == 1) {
                Rows.rewriteWithoutHighestFrequency(mixed, id(frequency));
            }
        }
    }

    private static String id(int frequency) {
        return "trial " + frequency;
    }

    private static void commit(UnitStore store, int frequency) throws IOException {
        List<Integer> direction = List.of(1, -(1 + frequency % 3));
        TrialRow trial = Rows.directed(id(frequency), frequency, direction);
        long step = Math.round(10 * Math.pow(frequency, 2.5));
        HitRow hit =
                new HitRow(trial.trialId(), -1, 1, "t", "relative-mse", 0.05, step, step, 2.0 * step, 2.0 * step, null);
        store.commit(trial.trialId(), new UnitStore.Unit(List.of(trial), List.of(hit), List.of()), "0", false);
    }

    private static List<String> rows(UnitStore store, String sql) throws IOException {
        SparkSession spark = SharedSpark.session();
        ViewsCatalog.register(spark, store);
        return spark.sql(sql).collectAsList().stream().map(Row::toString).toList();
    }

    @Test
    void isFittedByOneLawOnTheKey() throws IOException {
        FitJob.Fitted fit = FitJob.run("mixed", mixed, List.of(LAW)).get(0);
        assertThat(fit.measured().points()).isEqualTo(9);
        assertThat(fit.measured().estimate("a")).isCloseTo(2.5, within(0.01));
        assertThat(fit.measured().estimate("c")).isCloseTo(20, within(0.3));
        assertThat(fit.measured())
                .isEqualTo(FitJob.run("today", today, List.of(LAW)).get(0).measured());
    }

    @Test
    void isQueriedByTheSameLaw() throws IOException {
        String slope = "SELECT round(regr_slope(ln(step_upper), ln(frequency)), 2) FROM convergence";
        assertThat(rows(mixed, slope)).containsExactly("[2.5]").isEqualTo(rows(today, slope));
        for (String table : List.of("trials", "planned", "convergence")) {
            assertThat(rows(mixed, "SELECT frequency, highest_frequency FROM " + table + " ORDER BY frequency"))
                    .as(table)
                    .startsWith("[1,2]", "[2,6]", "[3,3]", "[4,8]", "[5,15]")
                    .hasSize(9);
        }
    }

    /** A fit reads files by itself, and a query reads them by Spark. */
    @Test
    void givesAReaderAndAQueryTheSameRows() throws IOException {
        commitWithoutDirection("sphere");
        commitWithoutDirection("before");
        Rows.rewriteWithoutHighestFrequency(mixed, "before");
        List<String> read = mixed.rows(Table.TRIALS).stream()
                .map(MixedFolderTest::frequencies)
                .toList();
        assertThat(read).contains("[sphere,6,null]", "[before,6,null]");
        assertThat(rows(mixed, "SELECT trial_id, frequency, highest_frequency FROM trials"))
                .containsExactlyInAnyOrderElementsOf(read);
    }

    private static String frequencies(TrialRow trial) {
        SpecColumns.Task task = Objects.requireNonNull(trial.spec()).task();
        return "[" + trial.trialId() + "," + task.frequency() + "," + task.highestFrequency() + "]";
    }

    private void commitWithoutDirection(String id) throws IOException {
        TrialRow trial = Rows.trial(id, 6, TrialStatus.CONVERGED);
        mixed.commit(id, new UnitStore.Unit(List.of(trial), List.of(), List.of()), "0", false);
    }

    @Test
    void equalsOneThatWasWrittenToday() throws IOException {
        assertThat(TableComparison.of(mixed, today).differences()).isEmpty();
    }
}
