package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.metric.Metric;
import org.spectralsweep.metric.View;
import org.spectralsweep.spark.table.MeasurementRow;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.spec.SpecNames;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.theory.Theory;
import org.spectralsweep.trial.TrialStatus;

class NtkViewTest {
    @TempDir
    Path folder;

    private static Object byDefault(Class<?> family, Class<?> variant) {
        JsonNode node = JsonNodeFactory.instance.objectNode().put("type", SpecNames.kebab(variant.getSimpleName()));
        return SpecType.of(family).read(node, "it");
    }

    @Test
    void holdsEveryTheoryAndMetricOfTheKernel() {
        List<String> written = new ArrayList<>();
        for (Class<?> variant : Theory.class.getPermittedSubclasses()) {
            written.addAll(((Theory) byDefault(Theory.class, variant)).columns());
        }
        for (String metric : List.of("kernel-drift", "gate-flips", "empirical-kernel")) {
            JsonNode node = JsonNodeFactory.instance.objectNode().put("type", metric);
            Metric made = (Metric) SpecType.of(Metric.class).read(node, "it");
            made.typeWrites().forEach(column -> written.add(column.name()));
        }
        assertThat(ShownColumns.of(View.NTK)).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void givesRegionComponentAndColumnsOfTheTrial() throws IOException {
        UnitStore store = new UnitStore(folder.toString());
        List<MeasurementRow> rows = List.of(
                new MeasurementRow("t", 0, "kernel_eigenvalue", "all", 7, 0.25),
                new MeasurementRow("t", 0, "local_frequency", "region:12", 3, 1.5),
                new MeasurementRow("t", 0, "snapshot_target", "all", 31, 0.75),
                new MeasurementRow("t", 4, "snapshot_learned", "all", 31, 0.125),
                new MeasurementRow("t", 4, "training_loss", "all", 0, 0.5),
                new MeasurementRow("t", 4, "kernel_drift", "all", 0, 0.01));
        store.commit(
                "t",
                new UnitStore.Unit(List.of(Rows.trial("t", 6, TrialStatus.CONVERGED)), List.of(), rows),
                "0",
                false);
        SparkSession spark = SharedSpark.session();
        ViewsCatalog.register(spark, store);

        List<Row> ntk = spark.sql(
                        "SELECT metric, step, region, component, value, frequency, predicted_steps FROM ntk ORDER BY metric")
                .collectAsList();
        assertThat(ntk.stream().map(Row::toString))
                .containsExactly(
                        "[kernel_drift,4,null,0,0.01,6,800]",
                        "[kernel_eigenvalue,0,null,7,0.25,6,800]",
                        "[local_frequency,0,12,3,1.5,6,800]");
        assertThat(spark.sql("SELECT metric FROM curves").collectAsList().stream()
                        .map(row -> row.getString(0)))
                .containsExactly("training_loss");
    }
}
