package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.conf.FitSpecs;
import org.spectralsweep.spark.conf.SweepFit;
import org.spectralsweep.spark.figure.AxisEnd;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.AxisSpec;
import org.spectralsweep.spark.figure.FigureSpec;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerSpec;
import org.spectralsweep.spark.figure.LayerStyle;
import org.spectralsweep.spark.figure.PanelSpec;
import org.spectralsweep.spark.table.ComparisonRow;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.trial.TrialStatus;

/** Planted steps 10 k^2 / p at k = 1..6, with p = 1 and 2 in two regions. */
class FigureJobTest {
    private static final String RATIO = "SELECT median(a.step_upper / b.step_upper) FROM convergence a"
            + " JOIN convergence b USING (trial_id) WHERE a.region = 0 AND b.region = 1";
    private static final String SLOPE = "SELECT regr_slope(ln(step_upper), ln(frequency)) FROM convergence"
            + " WHERE region = 0 AND frequency BETWEEN 2 AND 5";
    private static final String FIT = "SELECT estimate FROM fits WHERE fit = 'headline' AND parameter = 'a'"
            + " AND estimator = 'maximum-likelihood'";

    @TempDir
    Path folder;

    private ResultsFolder results;

    @BeforeEach
    void plant() throws IOException {
        results = ResultsFolder.lock(folder.resolve("results").toString(), "planted");
    }

    private void commit() throws IOException {
        for (int k = 1; k <= 6; k++) {
            List<HitRow> hits = new ArrayList<>();
            for (int region = 0; region < 2; region++) {
                long step = 20L * k * k / (region + 1);
                hits.add(new HitRow(
                        "trial " + k,
                        region,
                        region + 1,
                        "t",
                        "half-sum",
                        0.05,
                        step,
                        step,
                        2.0 * step,
                        2.0 * step,
                        step));
            }
            TrialRow trial = Rows.trial("trial " + k, k, TrialStatus.CONVERGED);
            results.store().commit(trial.trialId(), new UnitStore.Unit(List.of(trial), hits, List.of()), "0", false);
        }
    }

    private static FigureSpec figure(String yaml) {
        try {
            var tree = new com.fasterxml.jackson.dataformat.yaml.YAMLMapper().readTree(yaml);
            return (FigureSpec) SpecType.of(FigureSpec.class).read(tree, "figure");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<ComparisonRow> rows() throws IOException {
        return results.store().rows(Table.COMPARISONS);
    }

    @Test
    void asksTheViewsAfterTheFits() throws IOException {
        commit();
        SweepFit headline = SweepFit.of(
                FitSpecs.power("headline", "t", Map.of("a", "frequency"), Map.of(), List.of("region"), Map.of()),
                ConvergenceTime.columns());
        FitJob.run("planted", results.store(), List.of(headline));
        FigureSpec spec = figure("""
                title: Planted
                source: nowhere
                table:
                  - {quantity: ratio, paper: 1.96, measured: "%s", tolerance: 0.05}
                  - {quantity: slope, theory: 2, measured: "%s", within: 0.01}
                  - {quantity: fit, paper: quadratic, measured: "%s AND groups.region = 0"}
                  - rows: SELECT concat('region ', region) AS quantity, 'about' AS paper, max(step_upper) AS measured FROM convergence GROUP BY region ORDER BY region
                panels:
                  - x: {scale: log}
                    y: {scale: log}
                    layers:
                      - {sql: "SELECT frequency AS x, step_upper AS y, region AS series FROM convergence"}
                """.formatted(RATIO, SLOPE, FIT));
        FigureJob.Made made = FigureJob.run(SharedSpark.session(), results, spec);
        assertThat(made.remarks()).isEmpty();
        assertThat(rows())
                .extracting(ComparisonRow::quantity)
                .containsExactly("ratio", "slope", "fit", "region 0", "region 1");
        assertThat(rows())
                .extracting(row ->
                        Math.round(1e6 * Objects.requireNonNull(row.numbers().measured())) / 1e6)
                .containsExactly(2.0, 2.0, 2.0, 720.0, 360.0);
        assertThat(rows()).extracting(row -> row.verdict().ok()).containsExactly(true, true, null, null, null);
        assertThat(rows().get(3).numbers().paperText()).isEqualTo("about");
        assertThat(made.figure().panels().get(0).layers().get(0).marks()).hasSize(12);

        Report report = Report.of(results, made);
        assertThat(report.table()).startsWith("Planted\nnowhere\n\nquantity");
        assertThat(report.pictures()).singleElement().asString().endsWith("figure.{png,svg,csv}");
        assertThat(folder.resolve("results/figure.png")).exists();

        ViewsCatalog.register(SharedSpark.session(), results.store());
        assertThat(SharedSpark.session()
                        .sql("SELECT * FROM comparisons WHERE ok")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void makesTheRestWhereAQueryFails() throws IOException {
        commit();
        FigureSpec spec = figure("""
                table:
                  - {quantity: lost, paper: 1, measured: SELECT nothing FROM trials}
                  - {quantity: several, measured: SELECT frequency FROM trials}
                  - {quantity: none, measured: SELECT frequency FROM trials WHERE false}
                  - {quantity: fine, measured: SELECT count(*) FROM trials}
                  - {rows: SELECT 1 AS one}
                panels:
                  - title: Panel
                    layers: [{sql: SELECT 1 AS x}, {sql: SELECT 1 AS x, 2 AS y}]
                """.replace("SELECT 1 AS x, 2 AS y", "'SELECT 1 AS x, 2 AS y'"));
        FigureJob.Made made = FigureJob.run(SharedSpark.session(), results, spec);
        assertThat(rows()).extracting(ComparisonRow::quantity).containsExactly("lost", "several", "none", "fine");
        assertThat(rows().get(3).numbers().measured()).isEqualTo(6);
        assertThat(made.remarks()).hasSize(4);
        assertThat(made.remarks().get(0))
                .startsWith("No number: 'lost' has no measured value: the query asks for the unknown column")
                .contains("'nothing'")
                .endsWith("in: SELECT nothing FROM trials")
                .doesNotContain("SQLSTATE");
        assertThat(made.remarks().get(1)).contains("it must give one number but gave 6 rows of 1 columns");
        assertThat(made.remarks().get(2)).contains("there must be a column quantity but there were one");
        assertThat(made.remarks().get(3))
                .isEqualTo("No marks: layer 1 of 'Panel': there must be a column y but there were x");
        assertThat(made.figure().panels().get(0).layers().get(1).marks()).hasSize(1);
    }

    @Test
    void worksOnTablesThatAreEmpty() throws IOException {
        FigureJob.Made made = FigureJob.run(
                SharedSpark.session(),
                results,
                figure("table: [{quantity: ratio, paper: 2, measured: \"" + RATIO + "\"}]"));
        assertThat(made.remarks()).isEmpty();
        assertThat(rows())
                .singleElement()
                .satisfies(row -> assertThat(row.numbers().measured()).isNull());
    }

    @Test
    void refusesInvalidQueriesAtPlanTime() {
        FigureQueries.check(RATIO);
        FigureQueries.check("WITH a AS (SELECT 1 AS x) SELECT x FROM a");
        for (String sql :
                List.of("SELECT 1 FORM x y", "trials.steps + 1", "DROP VIEW trials", "INSERT INTO a SELECT 1")) {
            assertThatThrownBy(() -> FigureQueries.check(sql))
                    .as(sql)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("must be a query but is not one: ")
                    .hasMessageEndingWith("in: " + sql);
        }
    }

    @Test
    void aPanelOfANotebookAsksViewsOfItsOwn() {
        SharedSpark.session()
                .sql("CREATE OR REPLACE TEMP VIEW squares AS SELECT k, k * k AS y FROM VALUES 1, 2 AS t(k)");
        AxisSpec axis = new AxisSpec("", AxisScale.LINEAR, AxisEnd.AUTO, AxisEnd.AUTO);
        PanelSpec panel = new PanelSpec("squares", axis, axis, axis, List.of(layer("SELECT k AS x, y FROM squares")));
        assertThat(PanelMarks.draw(SharedSpark.session(), panel).getWidth()).isGreaterThan(1000);

        PanelSpec wrong = new PanelSpec("squares", axis, axis, axis, List.of(layer("SELECT k AS x FROM squares")));
        assertThatThrownBy(() -> PanelMarks.draw(SharedSpark.session(), wrong))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("layer 1 of 'squares': there must be a column y");
    }

    private static LayerSpec layer(String sql) {
        return new LayerSpec(sql, LayerStyle.POINTS, "", LayerColor.AUTO);
    }
}
