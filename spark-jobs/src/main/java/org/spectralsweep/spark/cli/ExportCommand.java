package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.DataDictionary;
import org.spectralsweep.spark.job.Export;
import org.spectralsweep.spark.job.LastRun;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.SparkAnswer;
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
            "Write one file each of the last run's trials and of what each view shows of them. Laws, tests, predictions",
            "and comparisons follow, as they were written last, and all runs. The column trial_id joins what is",
            "about trials, and columns.csv says what every column means. If anything fails, nothing is left."
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
            description = "Local folder for the files, none of which may be there"
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
        List<Path> written;
        try (SparkSessions.Session opened = spark.open("export")) {
            SparkSession session = opened.spark();
            if (format == Format.PARQUET && !session.sparkContext().isLocal()) {
                throw new BadInput(
                        "--format parquet needs --master local[N], since other machines do not see " + folder);
            }
            ViewsCatalog.register(
                    session,
                    results.store(),
                    LastRun.of(results.store(), sweep.loader()).plan());
            written = write(session, results, folder);
        }
        PrintWriter console = spec.commandLine().getOut();
        written.forEach(console::println);
        console.flush();
        return SweepCommand.DONE;
    }

    private List<Path> write(SparkSession session, ResultsFolder results, Path folder) throws IOException {
        try (StagedFolder staged = StagedFolder.in(folder)) {
            for (Map.Entry<String, Dataset<Row>> table : Export.rows(session).entrySet()) {
                write(new SparkAnswer(table.getValue()), staged.file(table.getKey() + "." + format));
            }
            Files.write(staged.file(DICTIONARY), dictionary(Export.groups(results.store())), StandardCharsets.UTF_8);
            return staged.publish();
        }
    }

    private static void requireFree(Path file) {
        if (Files.exists(file)) {
            throw new BadInput(file + " is there already; choose another folder with --out");
        }
    }

    private void write(SparkAnswer rows, Path file) throws IOException {
        if (format == Format.PARQUET) {
            rows.writeParquet(file);
            return;
        }
        try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            (format == Format.CSV ? RowFormat.CSV : RowFormat.JSON).print(rows, writer, RowFormat.SHOWN);
            if (writer.checkError()) {
                throw new IOException("cannot write " + file.getFileName() + ": the disk may be full");
            }
        }
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
