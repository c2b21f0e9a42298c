package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/** How the rows of a query are printed. */
enum RowFormat {
    /** Aligned columns, the first rows only. */
    TABLE {
        @Override
        void print(Dataset<Row> rows, PrintWriter out) {
            List<String[]> lines = new ArrayList<>();
            lines.add(rows.columns());
            List<Row> first = rows.takeAsList(MOST + 1);
            first.stream().limit(MOST).forEach(row -> lines.add(cells(row)));
            int[] widths = new int[rows.columns().length];
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
            if (first.size() > MOST) {
                out.println("(the first " + MOST + " rows; --format csv or json gives all)");
            }
        }
    },
    /** RFC 4180, with a header; null is an empty field. */
    CSV {
        @Override
        void print(Dataset<Row> rows, PrintWriter out) {
            out.println(Arrays.stream(rows.columns()).map(RowFormat::quoted).collect(Collectors.joining(",")));
            for (Iterator<Row> all = rows.toLocalIterator(); all.hasNext(); ) {
                Row row = all.next();
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < row.size(); i++) {
                    fields.add(row.isNullAt(i) ? "" : quoted(text(row.get(i))));
                }
                out.println(String.join(",", fields));
            }
        }
    },
    /** An array of objects, one a line. */
    JSON {
        @Override
        void print(Dataset<Row> rows, PrintWriter out) {
            Column object =
                    functions.to_json(functions.struct(functions.col("*")), Map.of("ignoreNullFields", "false"));
            out.print("[");
            String separator = "\n";
            for (Iterator<Row> all = rows.select(object).toLocalIterator(); all.hasNext(); ) {
                out.print(separator + all.next().getString(0));
                separator = ",\n";
            }
            out.println("\n]");
        }
    };

    private static final int MOST = 100;

    abstract void print(Dataset<Row> rows, PrintWriter out);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String[] cells(Row row) {
        String[] cells = new String[row.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = row.isNullAt(i) ? "" : text(row.get(i)).replace('\n', ' ');
        }
        return cells;
    }

    private static String text(@Nullable Object value) {
        return value instanceof scala.collection.Iterable<?> list ? list.mkString("; ") : String.valueOf(value);
    }

    private static String quoted(String field) {
        return field.matches("(?s).*[\",\r\n].*") ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
