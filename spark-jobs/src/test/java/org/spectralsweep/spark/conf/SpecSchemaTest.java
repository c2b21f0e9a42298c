package org.spectralsweep.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpecSchemaTest {
    private static final Path FOLDER = Path.of("..", "conf");
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SpecSchema.text());

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static Set<ValidationMessage> problems(String yaml) {
        return SCHEMA.validate(Objects.requireNonNull(YamlTree.parse(yaml, line -> new Origin("spec", "")))
                .json());
    }

    @ParameterizedTest
    @MethodSource("files")
    void everySpecOfTheProjectIsValid(Path file) throws IOException {
        assertThat(problems(Files.readString(file))).as(file.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sweep: quickstart | sweap: quickstart
            width: 4000 | widht: 4000
            width: 4000 | width: many
            width: 4000 | width: 40.5
            type: harmonic, frequency: 4 | type: harmonik, frequency: 4
            frequency: 4, phase: random | frequency: 4, phases: random
            frequency: 4, phase: random | frequency: 4, phase: sometimes
            parameterization: ntk | parameterization: ntkk
            train-outer: false | train-outer: 'no'
            weights: [1, 2, 4] | weights: [1, two, 4]
            from: 2, to: 12 | from: 2
            from: 2, to: 12 | from: 2, to: 12, step: 2, factor: 3
            from: 2, to: 12 | from: two, to: 12
            from: 2, to: 12 | from: 2, to: 12, scale: log
            - grid: | - gird:
            target.frequency: | traget.frequency:
            target.frequency: {from: 2, to: 12} | target.frequency: [2, three]
            replicates: 3 | replicates: none
            replicates: 3 | replicates: 0
            - name: headline | - nom: headline
            where: {frequency: [4, 10]} | where: {frequency: 4}
            quick: {} | quick: {trial: {network: {widht: 3}}}
            quick: {} | quick: 3
            """)
    void refusesAPlantedError(String right, String wrong) throws IOException {
        String quickstart = Files.readString(FOLDER.resolve("quickstart.yaml"));
        assertThat(quickstart).contains(right);
        assertThat(problems(quickstart.replace(right, wrong))).as(wrong).isNotEmpty();
    }

    @Test
    void aTrialMayLackWhatAnAxisAdds() {
        assertThat(problems("""
                        sweep: a
                        trial: {domain: {type: circle}, network: {hidden-layers: 2}}
                        axes:
                          - grid: {trial.network.width: {from: 16, to: 64, factor: 2}, thresholds.0.delta: [0.1, 0.2]}
                          - points: [{target.type: harmonic, target.frequency: 3}]
                        derive: {max-steps: "100 * ${network.width}"}
                        """)).isEmpty();
    }

    @Test
    void everyKeyOfATrialHasItsSentence() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(SpecSchema.text());
        JsonNode trial = schema.path("$defs").path("trial-spec.part").path("properties");
        assertThat(trial.size()).isGreaterThan(15);
        trial.properties()
                .forEach(key -> assertThat(key.getValue().path("description").asText())
                        .as(key.getKey())
                        .isNotBlank());
        JsonNode sigma = schema.path("$defs")
                .path("network-spec.part")
                .path("properties")
                .path("c-sigma");
        assertThat(sigma.path("description").asText()).startsWith("c_sigma of the NTK parameterisation; auto");
        assertThat(sigma.path("default").asInt()).isEqualTo(2);
    }
}
