package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.Answer;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.report.CsvField;

/** How the answer to a query is printed. */
enum RowFormat {
    /** Aligned columns, with only the first rows. */
    TABLE {
        @Override
        void print(Answer answer, PrintWriter out, int most) {
            List<Answer.Column> columns = answer.columns();
            List<String[]> lines = new ArrayList<>();
            lines.add(columns.stream().map(Answer.Column::name).toArray(String[]::new));
            Iterator<List<@Nullable Object>> rows = answer.rows(most + 1);
            while (rows.hasNext() && lines.size() <= most) {
                lines.add(cells(rows.next()));
            }
            int[] widths = new int[columns.size()];
            for (String[] line : lines) {
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = Math.max(widths[i], line[i].length());
                }
            }
            for (String[] line : lines) {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < widths.length; i++) {
                    text.append(i == 0 ? "" : "  ").append(line[i]).append(" ".repeat(widths[i] - line[i].length()));
                }
                out.println(text.toString().stripTrailing());
            }
            if (rows.hasNext()) {
                out.println("(the first " + most + " rows; --format csv or json gives all)");
            }
        }
    },
    /**
     * RFC 4180 with a header. A null is an empty field, and text that looks like a formula begins with an apostrophe.
     */
    CSV {
        @Override
        void print(Answer answer, PrintWriter out, int most) {
            List<Answer.Column> columns = answer.columns();
            out.println(
                    columns.stream().map(column -> CsvField.text(column.name())).collect(Collectors.joining(",")));
            Iterator<List<@Nullable Object>> rows = answer.rows();
            for (long printed = 0; rows.hasNext() && isRead(out, printed); printed++) {
                List<@Nullable Object> row = rows.next();
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < row.size(); i++) {
                    Object value = row.get(i);
                    String text = value == null ? "" : PlainValue.text(value);
                    fields.add(columns.get(i).text() ? CsvField.text(text) : CsvField.value(text));
                }
                out.println(String.join(",", fields));
            }
        }
    },
    /** An array of objects, each on its own line. */
    JSON {
        @Override
        void print(Answer answer, PrintWriter out, int most) {
            List<Answer.Column> columns = answer.columns();
            out.print("[");
            String separator = "\n";
            Iterator<List<@Nullable Object>> rows = answer.rows();
            for (long printed = 0; rows.hasNext() && isRead(out, printed); printed++) {
                out.print(separator + PlainValue.json(columns, rows.next()));
                separator = ",\n";
            }
            out.println("\n]");
        }
    },
    /** A Parquet file. */
    PARQUET {
        @Override
        void print(Answer answer, PrintWriter out, int most) {
            throw new BadInput("--format parquet needs a file: add --to FILE");
        }
    };

    /** How many rows a table shows. */
    static final int SHOWN = 100;

    private static final int FLUSHED = 1000;

    /**
     * Prints an answer.
     *
     * @param most how many rows a table shows; other formats have all
     */
    abstract void print(Answer answer, PrintWriter out, int most);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String[] cells(List<@Nullable Object> row) {
        return row.stream()
                .map(value -> value == null ? "" : PlainValue.text(value).replace('\n', ' '))
                .toArray(String[]::new);
    }

    /** Whether somebody still reads the output. This is looked up only now and then, because it flushes. */
    private static boolean isRead(PrintWriter out, long printed) {
        return printed % FLUSHED != 0 || !out.checkError();
    }
}
