package org.spectralsweep.spark.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.LoadedSweep;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.SpecFiles;
import org.spectralsweep.spark.job.SpecLoader;
import org.spectralsweep.spark.job.SpecSource;
import org.spectralsweep.spark.table.AccessProblem;
import org.spectralsweep.spark.table.Place;
import picocli.CommandLine.Option;

/** Options that say which sweep is meant and where its tables are. */
final class SpecOptions {
    /** The largest spec file in bytes: four bytes for each character that the YAML reader allows. */
    private static final int LARGEST = 12 * 1024 * 1024;

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            description = "Variant of the spec (default: quick, if it has one).")
    private @Nullable String variant;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Override a field of the trial, such as network.width=1024. May be given several times.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Results folder (default: results/<name of the sweep>).")
    private @Nullable String out;

    LoadedSweep load(SpecLoader loader, String file) {
        return load(loader, file, read(file), variant, overrides);
    }

    /** Loads the spec of a sweep that has already run. The files that it names may be gone. */
    LoadedSweep reload(SpecLoader loader, String file) {
        return reload(loader, file, new SpecSource(read(file), variant, overrides));
    }

    /** Loads the spec of a sweep to find its trials by their ids. None of them is to be run. */
    LoadedSweep identify(SpecLoader loader, String file) {
        try {
            return loader.identify(file, read(file), variant, overrides);
        } catch (IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()), e);
        }
    }

    private static LoadedSweep load(
            SpecLoader loader, String file, String text, @Nullable String variant, List<String> overrides) {
        try {
            return loader.load(file, text, variant, overrides);
        } catch (IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()), e);
        }
    }

    /** Loads the spec of an earlier run, for its fits and its figure. */
    static LoadedSweep reload(SpecLoader loader, String file, SpecSource source) {
        try {
            return loader.reload(file, source);
        } catch (IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()), e);
        }
    }

    /** The results folder of a sweep, in the form that the user would type. */
    String results(LoadedSweep sweep) {
        return out != null ? out : usualResults(sweep);
    }

    /** The folder in which a run without {@code --out} keeps its results. */
    static String usualResults(LoadedSweep sweep) {
        return Path.of("results", sweep.name()).toString();
    }

    /** A local folder for output that does not belong into the results folder; it is beside that of the sweep. */
    Path folder(LoadedSweep sweep, String suffix) {
        if (out == null) {
            return Path.of("results", sweep.name() + suffix);
        }
        return ResultsFolder.place(out)
                .local()
                .orElseThrow(() -> new BadInput("--out must be a folder on the local disk here but was " + out));
    }

    /** The results folder that an argument means: the argument itself, or the folder of the sweep if it is a spec. */
    String results(SpecLoader loader, String specOrResults) {
        if (isSpec(specOrResults)) {
            return results(reload(loader, specOrResults));
        }
        if (out != null) {
            throw new BadInput("--out needs a spec file, but " + specOrResults + " is a folder");
        }
        return specOrResults;
    }

    /** Whether an argument means a spec file rather than a results folder. */
    static boolean isSpec(String argument) {
        Optional<Path> path = ResultsFolder.place(argument).local();
        boolean named = argument.endsWith(".yaml") || argument.endsWith(".yml");
        return path.map(file -> Files.isRegularFile(file) || named && !Files.isDirectory(file))
                .orElse(named);
    }

    private static String read(String file) {
        Place place = SpecFiles.place(file);
        if (place.local().filter(Files::isDirectory).isPresent()) {
            throw new BadInput("cannot read " + file + ": it is a folder, not a spec file");
        }
        try (InputStream in = SpecFiles.open(place)) {
            // Reads no more than a spec can hold: the file may be a data set, or a device without an end.
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new BadInput(
                        "cannot read " + file + ": a spec file must have at most " + LARGEST + " bytes but has more");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw unreadable(
                    file,
                    place,
                    "there is no such file" + (file.equals("-") ? "; standard input is /dev/stdin" : ""),
                    e);
        } catch (IOException | RuntimeException | LinkageError e) {
            if (e instanceof BadInput badInput) {
                throw badInput;
            }
            throw unreadable(file, place, AccessProblem.of(e), e);
        }
    }

    private static BadInput unreadable(String file, Place place, String problem, Throwable cause) {
        return new BadInput(
                "cannot read " + file + ": "
                        + place.local().flatMap(AccessProblem::danglingLink).orElse(problem),
                cause);
    }
}
