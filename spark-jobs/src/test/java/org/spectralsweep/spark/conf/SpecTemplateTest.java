package org.spectralsweep.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spectralsweep.spark.data.DataFiles;
import org.spectralsweep.sweep.CostModel;
import org.spectralsweep.sweep.SweepTrial;
import org.spectralsweep.trial.TrialRunner;

class SpecTemplateTest {
    @ParameterizedTest
    @EnumSource
    void canBeRunWithinAMinute(SpecTemplate template) {
        DataFiles data = new DataFiles(Path.of(""));
        SpecReader reader = new SpecReader(
                data::complete, trial -> TrialRunner.check(trial, data), Set.of("frequency", "density"), sql -> {});
        ResolvedSweep sweep =
                reader.read("mine.yaml", template.text("mine"), Optional.empty(), List.of("max-steps=2000"));
        assertThat(sweep.spec().name()).isEqualTo("mine");
        assertThat(sweep.trials()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(sweep.trials().stream()
                        .map(SweepTrial::trial)
                        .mapToDouble(CostModel.DEFAULT::seconds)
                        .sum())
                .isLessThan(120);
        assertThat(template.text("mine")).contains("sweep run mine.yaml").doesNotContain("NAME");
        assertThat(template.text("mine").lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }
}
