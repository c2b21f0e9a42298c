package org.spectralsweep.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.figure.FigureQuery;
import org.spectralsweep.spark.figure.FigureSpec;
import org.spectralsweep.spark.figure.LayerStyle;

/**
 * A figure is read like the rest of a file. A mistake in it becomes one sentence that begins with the place of the
 * mistake.
 */
class FigureErrorsTest {
    private static final String FILE = """
            sweep: small
            trial:
              domain: {type: circle}
              sampling: {type: grid, points: 100}
              target: {type: harmonic, frequency: 4}
              network: {width: 64, hidden-layers: 1}
              initialization: {weights: {type: normal, std: 0.2}}
              optimizer: {type: gradient-descent, learning-rate: 0.004}
              thresholds: []
              max-steps: 100
            figure:
              title: Figure
              table:
                - quantity: ratio
                  paper: 1.96
                  measured: >
                    SELECT max(steps)
                    FROM trials
                  tolerance: 0.05
              panels:
                - x: {scale: log}
                  layers:
                    - {sql: SELECT 1 AS x, style: ticks}
            variants:
              wide:
                figure: {columns: 2}
            """;

    private static FigureSpec read(String text, Optional<String> variant, String... sets) {
        return Objects.requireNonNull(SpecReaders.of(trial -> {}, SpecReaderTest.COLUMNS, FigureErrorsTest::refuseForm)
                .read("conf/x.yaml", text, variant, List.of(sets))
                .figure());
    }

    private static void refuseForm(FigureQuery query) {
        if (query.sql().contains("FORM")) {
            throw new IllegalArgumentException("must be a query but is not one: FORM");
        }
    }

    private static void refuses(String from, String to, String message) {
        assertThat(FILE).contains(from);
        assertThatThrownBy(() -> read(FILE.replace(from, to), Optional.empty()))
                .isInstanceOf(SpecException.class)
                .hasMessage(message);
    }

    @Test
    void readsNumbersQueriesAndDefaults() {
        FigureSpec figure = read(FILE, Optional.empty());
        assertThat(figure.table().get(0).paper().number()).isEqualTo(1.96);
        assertThat(figure.table().get(0).theory().isNone()).isTrue();
        assertThat(figure.table().get(0).measured().text()).startsWith("SELECT max(steps) FROM");
        assertThat(figure.table().get(0).tolerance().value()).isEqualTo(0.05);
        assertThat(figure.table().get(0).within().value()).isNull();
        assertThat(figure.columns()).isEqualTo(1);
        assertThat(figure.panels().get(0).layers().get(0).style()).isEqualTo(LayerStyle.TICKS);
        assertThat(read(FILE, Optional.of("wide")).columns()).isEqualTo(2);
        assertThat(read(FILE, Optional.empty(), "figure.columns=3").columns()).isEqualTo(3);
    }

    @Test
    void namesLineAndNearestKey() {
        refuses(
                "tolerance: 0.05",
                "tolerence: 0.05",
                "conf/x.yaml:19: unknown key 'tolerence' in figure.table.0; did you mean 'tolerance'?");
        refuses(
                "style: ticks",
                "style: tick",
                "conf/x.yaml:23: figure.panels.0.layers.0.style must be one of points, open, crosses, lines, dashed,"
                        + " steps, bars, ticks, map but was \"tick\"; did you mean 'ticks'?");
        refuses(
                "paper: 1.96",
                "paper: [1.96]",
                "conf/x.yaml:15: figure.table.0.paper must be a number or text but was a list");
        refuses(
                "tolerance: 0.05",
                "tolerance: -1",
                "conf/x.yaml:19: figure.table.0.tolerance: must be positive but was -1.0");
        refuses("title: Figure", "columns: 0", "conf/x.yaml:12: figure.columns must be from 1 to 6 but was 0");
        refuses(
                "{scale: log}",
                "{scale: log, min: 0}",
                "conf/x.yaml:21: figure.panels.0.x.min must be positive on a logarithmic axis but was 0.0");
    }

    @Test
    void namesTheLineOfAnInvalidQuery() {
        refuses(
                "FROM trials",
                "FORM trials",
                "conf/x.yaml:16: figure.table.0.measured must be a query but is not one: FORM");
        refuses(
                "SELECT 1 AS x",
                "SELECT 1 FORM x",
                "conf/x.yaml:23: figure.panels.0.layers.0.sql must be a query but is not one: FORM");
    }
}
