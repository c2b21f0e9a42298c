package org.spectralsweep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.trial.TrialStatus;

/** Rows that were written before the column {@code highest_frequency} are read as if they were written today. */
class DirectedFrequencyTest {
    @TempDir
    Path folder;

    private UnitStore store;

    @BeforeEach
    void open() throws IOException {
        store = new UnitStore(folder.toString());
    }

    private TrialRow readAgain(TrialRow trial) throws IOException {
        store.commit(trial.trialId(), new UnitStore.Unit(List.of(trial), List.of(), List.of()), "0", false);
        Rows.rewriteWithoutHighestFrequency(store, trial.trialId());
        assertThat(store.committed()).containsExactly(trial.trialId());
        return store.unit(trial.trialId()).trials().get(0);
    }

    private static StructType columns(String... names) {
        StructType columns = new StructType();
        for (String name : names) {
            columns = columns.add(Table.TRIALS.schema().apply(name));
        }
        return columns;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"4 | 1, -3", "4 | 0, 1", "0 | 2, 2"})
    void anEarlierRowIsCompletedFromItsSpec(int frequency, String direction) throws IOException {
        List<Integer> vector = List.of(direction.split(", ", -1)).stream()
                .map(Integer::valueOf)
                .toList();
        TrialRow trial = Rows.directed("id", frequency, vector);
        TrialRow read = readAgain(trial);
        assertThat(read.spec()).isEqualTo(trial.spec());
        assertThat(store.rows(Table.TRIALS)).containsExactly(read);
    }

    @Test
    void aFewColumnsOfAnEarlierRowAreCompletedToo() throws IOException {
        readAgain(Rows.directed("id", 4, List.of(1, -3)));
        assertThat(store.trials("id", columns("trial_id", "frequency")))
                .map(Row::toString)
                .containsExactly("[id,4]");
        assertThat(store.rows("trials", columns("highest_frequency", "trial_id")))
                .map(Row::toString)
                .containsExactly("[12,id]");
    }

    @Test
    void aRowWithoutADirectionStaysAsItIs() throws IOException {
        TrialRow trial = Rows.trial("id", 6, TrialStatus.CONVERGED);
        assertThat(readAgain(trial).spec()).isEqualTo(trial.spec());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not even JSON",
                "1 10 100 plain",
                "{}",
                "{\"target\":{\"frequency\":4}}",
                "{\"target\":{\"direction\":[],\"frequency\":4}}"
            })
    void aSpecWithoutADirectionTellsNothing(String spec) {
        assertThat(DirectedFrequency.of(spec)).isEmpty();
    }
}
