package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.DataDictionary;
import org.spectralsweep.spark.job.Export;
import org.spectralsweep.spark.job.LastRun;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.SparkSessions;
import org.spectralsweep.spark.job.ViewsCatalog;
import org.spectralsweep.spark.report.CsvField;
import org.spectralsweep.spark.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sweep export}: writes the usual tables of the last run as files of one format. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write the last run's tables as files of one format, and what their columns mean as columns.csv.",
            "The column trial_id joins them."
        },
        footer = {"", "Example: sweep export results/quickstart --format csv --out quickstart-csv"})
final class ExportCommand implements Callable<Integer> {
    private static final String DICTIONARY = "columns.csv";

    /** What files are written in. */
    enum Format {
        CSV,
        JSON,
        PARQUET;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @ParentCommand
    private SweepCommand sweep;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RESULTS", description = "A results folder.")
    private String location;

    @Option(names = "--format", required = true, description = "${COMPLETION-CANDIDATES}.")
    private Format format;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Local folder for the files; those that are there are left alone"
                    + " (default: <name of the sweep>-export).")
    private @Nullable Path out;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws IOException {
        ResultsFolder results = ResultsFolder.open(location);
        Path folder = out == null ? Path.of(results.sweep() + "-export") : out;
        for (String name : Export.columns().keySet()) {
            requireFree(folder.resolve(name + "." + format));
        }
        requireFree(folder.resolve(DICTIONARY));
        Damaged.leftOut(spec.commandLine().getErr(), results);
        PrintWriter console = spec.commandLine().getOut();
        try (SparkSessions.Session opened = spark.open("export")) {
            SparkSession session = opened.spark();
            if (format == Format.PARQUET && !session.sparkContext().isLocal()) {
                throw new BadInput(
                        "--format parquet needs --master local[N], since other machines do not see " + folder);
            }
            Files.createDirectories(folder);
            ViewsCatalog.register(
                    session,
                    results.store(),
                    LastRun.of(results.store(), sweep.loader()).plan());
            for (Map.Entry<String, Dataset<Row>> table : Export.rows(session).entrySet()) {
                Path file = folder.resolve(table.getKey() + "." + format);
                write(table.getValue(), file);
                console.println(file);
                console.flush();
            }
        }
        Files.write(folder.resolve(DICTIONARY), dictionary(Export.groups(results.store())), StandardCharsets.UTF_8);
        console.println(folder.resolve(DICTIONARY));
        console.flush();
        return SweepCommand.DONE;
    }

    private static void requireFree(Path file) {
        if (Files.exists(file)) {
            throw new BadInput(file + " is there already; choose another folder with --out");
        }
    }

    /** Writes under a hidden name first, so that a file with its name is whole. */
    private void write(Dataset<Row> rows, Path file) throws IOException {
        Path hidden = file.resolveSibling("." + file.getFileName() + ".tmp");
        if (format == Format.PARQUET) {
            rows.coalesce(1).write().mode("overwrite").parquet(hidden.toUri().toString());
            try (Stream<Path> parts = Files.list(hidden)) {
                Path part = parts.filter(path -> path.getFileName().toString().endsWith(".parquet"))
                        .findFirst()
                        .orElseThrow(() -> new IOException("Spark wrote no file to " + hidden));
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
            try (Stream<Path> rest = Files.list(hidden)) {
                for (Path path : rest.toList()) {
                    Files.delete(path);
                }
            }
            Files.delete(hidden);
            return;
        }
        try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(hidden, StandardCharsets.UTF_8))) {
            (format == Format.CSV ? RowFormat.CSV : RowFormat.JSON).print(rows, writer);
            if (writer.checkError()) {
                throw new IOException("cannot write " + file + ": the disk may be full");
            }
        }
        Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> dictionary(List<DataDictionary.Column> groups) {
        List<String> lines = new ArrayList<>(List.of("table,column,type,meaning"));
        Export.columns().forEach((table, columns) -> {
            columns.forEach(column -> lines.add(line(table, column)));
            if (table.equals(Table.FITS.name())) {
                groups.forEach(column -> lines.add(line(table, column)));
            }
        });
        return lines;
    }

    private static String line(String table, DataDictionary.Column column) {
        return String.join(
                ",",
                table,
                CsvField.text(column.name()),
                CsvField.value(column.type()),
                CsvField.text(column.sentence()));
    }
}
