package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.report.CsvField;
import scala.jdk.javaapi.CollectionConverters;

/** How the rows of a query are printed. */
enum RowFormat {
    /** Aligned columns, with only the first rows. */
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
    /**
     * RFC 4180 with a header. A null is an empty field, and text that looks like a formula begins with an apostrophe.
     */
    CSV {
        @Override
        void print(Dataset<Row> rows, PrintWriter out) {
            out.println(Arrays.stream(rows.columns()).map(CsvField::text).collect(Collectors.joining(",")));
            Iterator<Row> all = rows.toLocalIterator();
            for (long printed = 0; all.hasNext() && isRead(out, printed); printed++) {
                Row row = all.next();
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < row.size(); i++) {
                    String text = row.isNullAt(i) ? "" : text(row.get(i));
                    fields.add(
                            isText(row.schema().fields()[i].dataType()) ? CsvField.text(text) : CsvField.value(text));
                }
                out.println(String.join(",", fields));
            }
        }
    },
    /** An array of objects, each on its own line. */
    JSON {
        @Override
        void print(Dataset<Row> rows, PrintWriter out) {
            Column object =
                    functions.to_json(functions.struct(functions.col("*")), Map.of("ignoreNullFields", "false"));
            out.print("[");
            String separator = "\n";
            Iterator<Row> all = rows.select(object).toLocalIterator();
            for (long printed = 0; all.hasNext() && isRead(out, printed); printed++) {
                out.print(separator + all.next().getString(0));
                separator = ",\n";
            }
            out.println("\n]");
        }
    };

    private static final int MOST = 100;
    private static final int FLUSHED = 1000;

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

    /** Whether somebody still reads the output. This is looked up only now and then, because it flushes. */
    private static boolean isRead(PrintWriter out, long printed) {
        return printed % FLUSHED != 0 || !out.checkError();
    }

    private static boolean isText(DataType type) {
        return !(type instanceof NumericType
                || type == DataTypes.BooleanType
                || type == DataTypes.DateType
                || type == DataTypes.TimestampType
                || type == DataTypes.TimestampNTZType);
    }

    private static String text(@Nullable Object value) {
        if (value instanceof scala.collection.Map<?, ?> map) {
            return CollectionConverters.asJava(map).entrySet().stream()
                    .map(pair -> pair.getKey() + "=" + pair.getValue())
                    .collect(Collectors.joining("; "));
        }
        if (value instanceof scala.collection.Iterable<?> list) {
            return list.mkString("; ");
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Timestamp time) {
            // Times are in UTC, whatever the time zone of this machine.
            return time.toInstant().toString();
        }
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }
}
