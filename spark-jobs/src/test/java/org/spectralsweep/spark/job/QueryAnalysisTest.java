package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A query of a figure that cannot work is refused when the spec is read. The message has the line and the nearest name,
 * and no session is needed.
 */
class QueryAnalysisTest {
    private static final String SPEC = """
            sweep: small
            trial:
              domain: {type: circle}
              sampling: {type: grid, points: 100}
              target: {type: harmonic, frequency: 4}
              network: {width: 64, hidden-layers: 1}
              initialization: {weights: {type: normal, std: 0.2}}
              optimizer: {type: gradient-descent, learning-rate: 0.004}
              thresholds: [{name: loss, convention: half-sum, delta: 0.05}]
              max-steps: 100
            figure:
              table:
                - quantity: ratio
                  measured: SELECT 1 AS one
                - rows: SELECT 'a' AS quantity
              panels:
                - layers:
                    - sql: SELECT 1 AS x, 2 AS y
                    - {sql: "SELECT 1 AS x, 2 AS y, 3 AS value", style: map}
            """;

    private static final YamlSweeps SWEEPS = new YamlSweeps();

    private static void load(String placeholder, String query) {
        assertThat(SPEC).contains(placeholder);
        SWEEPS.load("x.yaml", SPEC.replace(placeholder, query), null, List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SELECT max(frequncy) FROM trials | asks for the unknown column 'frequncy'; did you mean 'frequency'?",
                "SELECT max(t.setps) FROM trials t | asks for the unknown column 't.setps'; did you mean 't.steps'?",
                "SELECT max(z.steps) FROM trials t | asks for the unknown column 'z.steps'; did you mean 't.steps'?",
                "SELECT max(kernel_ratio) FROM trials | asks for the unknown column 'kernel_ratio'; it is a column of convergence",
                "SELECT max(steps) FROM trials HAVING max(wdth) > 1 | asks for the unknown column 'wdth'; did you mean 'width'?",
                "WITH a AS (SELECT steps AS s FROM trials) SELECT max(steps) FROM a | asks for the unknown column 'steps'",
                "SELECT count(1) FROM trials JOIN hits USING (trial) | joins by the unknown column 'trial'",
                "SELECT max(steps) FROM trial | asks the unknown table 'trial'; did you mean 'trials'?",
                "SELECT max(step) FROM convergance | asks the unknown table 'convergance'; did you mean 'convergence'?",
                "SELECT max(step) FROM somewhere.else | must read the tables and views of its sweep but names somewhere.else",
                "SELECT medin(steps) FROM trials | calls the unknown function 'medin'; did you mean 'median'?",
                "SELECT * FROM rnage(3) | calls the unknown function 'rnage'",
                "SELECT median(steps, 2, 3) FROM trials | cannot work: The `median` requires 1 parameters",
                "SELECT steps FROM trials GROUP BY width | cannot work: The non-aggregating expression \"steps\"",
                "SELECT sum(max(steps)) FROM trials | cannot work: It is not allowed to use an aggregate function",
                "SELECT max(steps) FROM trials WHERE sum(steps) > 1 | cannot work",
                "SELECT max(steps) FROM trials WHERE domain | cannot work: Cannot resolve \"domain\" due to data type mismatch",
                "SELECT max(warnings + 1) FROM trials | cannot work",
                "SELECT density FROM convergence a JOIN convergence b USING (trial_id) | cannot work: Reference `density` is ambiguous",
                "SELECT steps, width FROM trials | must give one number but gives 2 columns",
                "SELECT max(domain) FROM trials | must give numbers but its column 'max(domain)' is of type string",
                "SELECT steps > 3 FROM trials | must give numbers but its column '(steps > 3)' is of type boolean",
            })
    void refusesAQueryThatCannotWork(String query, String sentence) {
        assertThatThrownBy(() -> load("SELECT 1 AS one", query))
                .hasMessageStartingWith("x.yaml:14: figure.table.0.measured " + sentence);
    }

    @Test
    void refusesAQueryThatDoesMoreThanRead() {
        assertThatThrownBy(() -> load("SELECT 1 AS one", "SELECT max(steps) FROM trials WHERE width = :w"))
                .hasMessageStartingWith("x.yaml:14: figure.table.0.measured must hold its values itself but has a"
                        + " parameter such as :p or ? in: ");
        assertThatThrownBy(() -> load("SELECT 1 AS one", "SELECT max(steps) FROM trials WHERE width = ?"))
                .hasMessageContaining("must hold its values itself");
        assertThatThrownBy(() -> load("SELECT 1 AS one", "SELECT reflect('java.lang.System', 'exit', 1)"))
                .hasMessageStartingWith("x.yaml:14: figure.table.0.measured must read the tables and views of its sweep"
                        + " but calls reflect, which reaches outside of them in: SELECT reflect(");
        assertThatThrownBy(() -> load("SELECT 1 AS x, 2 AS y\n", "SELECT 1 AS x, value AS y FROM text.`/etc/passwd`\n"))
                .hasMessageStartingWith("x.yaml:18: figure.panels.0.layers.0.sql must read the tables and views of its"
                        + " sweep but names text./etc/passwd");
        assertThatThrownBy(() -> load("SELECT 1 AS one", "SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000)))
                .hasMessageStartingWith("x.yaml:14: figure.table.0.measured is nested too deeply: brackets may be 100");
    }

    @Test
    void refusesAnAnswerWithoutTheColumnsThatItsPlaceNeeds() {
        assertThatThrownBy(() -> load("SELECT 1 AS x, 2 AS y\n", "SELECT frequency AS x, steps AS z FROM trials\n"))
                .hasMessage("x.yaml:18: figure.panels.0.layers.0.sql must give a column 'y' but gives x, z in:"
                        + " SELECT frequency AS x, steps AS z FROM trials");
        assertThatThrownBy(() -> load("SELECT 1 AS x, 2 AS y\n", "SELECT domain AS X, steps AS Y FROM trials\n"))
                .hasMessageContaining("must give numbers but its column 'X' is of type string");
        assertThatThrownBy(() -> load(", 3 AS value", "")).hasMessageContaining("must give a column 'value'");
        assertThatThrownBy(() -> load("'a' AS quantity", "1 AS theory"))
                .hasMessageContaining("figure.table.1.rows must give a column 'quantity'");
        assertThatThrownBy(() -> load("'a' AS quantity", "'a' AS quantity, 'b' AS measured"))
                .hasMessageContaining("must give numbers but its column 'measured' is of type string");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT max(frequency) FROM convergence;",
                "SELECT 1 AS a ; ;  ",
                "SELECT MAX(FREQUENCY) FROM TRIALS",
                "SELECT NULL",
                "SELECT estimate FROM fits WHERE fit = 'headline' AND parameter = 'a'",
                "SELECT measured FROM comparisons",
                "WITH trials AS (SELECT steps AS s FROM trials) SELECT max(s) FROM trials",
                "SELECT (SELECT max(a.steps) FROM trials a WHERE a.width = b.width) FROM trials b",
                "SELECT median(a.step_upper / b.step_upper) FROM convergence a JOIN convergence b USING (trial_id)",
                "SELECT CAST(max(steps) AS DECIMAL(10, 2)) FROM trials",
                "SELECT id FROM range(10)",
                "SELECT percentile_approx(steps, 0.5) FROM trials",
                "SELECT x FROM trials LATERAL VIEW explode(sequence(1, 3)) AS x",
                "SELECT max(r) FROM (SELECT row_number() OVER (PARTITION BY width ORDER BY steps) AS r FROM trials)",
                "SELECT aggregate(transform(array(1, 2), v -> v + steps), 0L, (a, v) -> a + v) FROM trials",
                "FROM trials |> AGGREGATE max(steps) AS m",
            })
    void takesWhatASessionTakes(String query) {
        assertThatCode(() -> load("SELECT 1 AS one", "\"" + query + "\"")).doesNotThrowAnyException();
    }

    /** A setting allows or forbids the same things here as in a session. */
    @Test
    void followsTheSettingsOfTheSession() throws Exception {
        SparkConf sensitive = new SparkConf(false).set("spark.sql.caseSensitive", "true");
        assertThatThrownBy(() -> new QueryAnalysis(sensitive).columns("SELECT STEPS FROM trials"))
                .hasMessageContaining("STEPS");
        SparkConf extended = new SparkConf(false).set("spark.sql.extensions", "org.example.MoreFunctions");
        assertThat(new QueryAnalysis(extended).columns("SELECT more(steps) FROM trials"))
                .isEmpty();
    }

    /** The figure of an old folder is made as far as possible. */
    @Test
    void theSpecOfAnEarlierRunIsReadWithoutAnalysis() {
        assertThatCode(() -> SWEEPS.reload("x", SPEC.replace("1 AS one", "frequncy FROM trials"), null, List.of()))
                .doesNotThrowAnyException();
    }
}
