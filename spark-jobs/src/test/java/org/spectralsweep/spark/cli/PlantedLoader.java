package org.spectralsweep.spark.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.data.DataFiles;
import org.spectralsweep.spark.job.CostedTrial;
import org.spectralsweep.spark.job.LoadedSweep;
import org.spectralsweep.spark.job.PlantedTrials;
import org.spectralsweep.spark.job.SpecLoader;
import org.spectralsweep.spark.job.SpecSource;

/**
 * Reads a name and then one planted trial a line: {@code <number> <needed steps> <budget> <kind> <predicted seconds>}.
 */
record PlantedLoader() implements SpecLoader {
    @Override
    public LoadedSweep load(String file, String text, @Nullable String variant, List<String> overrides) {
        List<String> lines = text.lines().toList();
        List<CostedTrial> work = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(" ", -1);
            if (words.length != 5) {
                throw new IllegalArgumentException(file + ":" + (lines.indexOf(line) + 1)
                        + ": a trial must have five words but was '" + line + "'");
            }
            long budget = Long.parseLong(words[2]);
            for (String override : overrides) {
                budget = Long.parseLong(override.replace("budget=", ""));
            }
            work.add(PlantedTrials.work(
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    budget,
                    words[3],
                    Double.parseDouble(words[4])));
        }
        return new LoadedSweep(
                lines.get(0),
                "",
                new SpecSource(text, variant, overrides),
                work,
                List.of(),
                null,
                List.of(),
                new DataFiles(Path.of("")));
    }
}
