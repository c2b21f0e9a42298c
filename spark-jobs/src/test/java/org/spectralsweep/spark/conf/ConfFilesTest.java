package org.spectralsweep.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.spark.data.DataFiles;
import org.spectralsweep.sweep.CostModel;
import org.spectralsweep.targets.LabelledImages;
import org.spectralsweep.trial.TrialRunner;

/** The specs that the project ships can be run, in every variant. */
class ConfFilesTest {
    private static final Path FOLDER = Path.of("..", "conf");
    private static final Set<String> COLUMNS = Set.of(
            "frequency",
            "degree",
            "density",
            "density_weights",
            "width",
            "hidden_layers",
            "activation",
            "activation_parameter",
            "bandwidth",
            "bias",
            "bias_value",
            "mirrored",
            "dimension",
            "manifold_dimension",
            "optimizer",
            "predicted_time",
            "samples");

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everySpecReadsAndFitsTogetherInEveryVariant(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        DataFiles data = new DataFiles(folder);
        Set<String> notInstalled = new HashSet<>();
        SpecReader reader = new SpecReader(
                trial -> {
                    if (trial.target() instanceof LabelledImages images
                            && !Files.isDirectory(folder.resolve(images.folder()))) {
                        notInstalled.add(images.folder());
                        return trial;
                    }
                    return data.complete(trial);
                },
                trial -> {
                    if (notInstalled.isEmpty()) {
                        TrialRunner.check(trial, data);
                    }
                },
                COLUMNS,
                sql -> {});
        for (Optional<String> variant : variants(file)) {
            ResolvedSweep sweep = reader.read(file.toString(), Files.readString(file), variant, List.of());
            assertThat(sweep.trials()).as("%s %s", file, variant).isNotEmpty().allSatisfy(cell -> {
                assertThat(CostModel.DEFAULT.seconds(cell.trial())).isPositive().isFinite();
            });
            // conf/basri2020/fig07.yaml is the sweep basri2020-fig07.
            String name = FOLDER.relativize(file).toString().replace('/', '-');
            assertThat(name).isEqualTo(sweep.spec().name() + ".yaml");
        }
        assumeThat(notInstalled)
                .as("data of %s that are not installed: it was read, and not whether its trials fit together", file)
                .isEmpty();
    }

    private static List<Optional<String>> variants(Path file) throws IOException {
        Node root = YamlTree.parse(Files.readString(file), line -> Origin.line(file.toString(), line));
        List<Optional<String>> variants = new ArrayList<>(List.of(Optional.empty()));
        if (root instanceof Node.Mapping mapping && mapping.entries().get("variants") instanceof Node.Mapping named) {
            named.entries().keySet().forEach(name -> variants.add(Optional.of(name)));
        }
        return variants;
    }
}
