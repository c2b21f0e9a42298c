package org.spectralsweep.spark.job;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.spectralsweep.spark.table.Table;

/**
 * The columns of {@code trials} that queries can ask. The others, which hold most of the table's bytes, need not be
 * sorted and kept. A name that occurs anywhere in a text counts, even in a comment. Where a query may mean columns that
 * it does not name, all columns count.
 *
 * @param names in lower case; empty means all
 */
record AskedColumns(Set<String> names) {
    /** Every column. */
    static final AskedColumns ALL = new AskedColumns(Set.of());

    /**
     * What may stand for columns without their names. An asterisk is a product only behind an operand. Pipes, {@code
     * TABLE} and a query that begins with {@code FROM} give all columns. A pivot groups by all, and a natural join
     * compares all that two sides share.
     */
    private static final Pattern UNNAMED = Pattern.compile(
            "[^\\s\\w)\\]`'\"]\\s*\\*|\\b(select|distinct|all)\\s*\\*|^\\s*\\*|/\\*|--|\\|>|\\b(natural|pivot|unpivot|table|struct)\\b"
                    + "|(^|\\()\\s*from\\b|\\bwith\\b[^(]*\\bas\\s*\\(\\s*from\\b");

    /** The one asterisk without columns. */
    private static final Pattern COUNT = Pattern.compile("\\bcount\\s*\\(\\s*\\*\\s*\\)");

    /** Copies the names. */
    AskedColumns {
        names = Set.copyOf(names);
    }

    /**
     * What the texts of queries can ask.
     *
     * @param plan of the views
     */
    static AskedColumns of(List<String> queries, Plan plan) {
        String text = String.join("\n", queries).toLowerCase(Locale.ROOT);
        boolean unnamed = queries.stream()
                .map(query -> COUNT.matcher(query.toLowerCase(Locale.ROOT)).replaceAll("count(1)"))
                .anyMatch(query -> UNNAMED.matcher(query).find());
        if (unnamed || text.contains(ConvergenceAt.NAME)) {
            return ALL;
        }
        String views = SweepView.ALL.stream().map(view -> view.query(plan)).collect(Collectors.joining("\n"));
        String all = text + "\n" + views.toLowerCase(Locale.ROOT);
        return new AskedColumns(Arrays.stream(Table.TRIALS.schema().fieldNames())
                .filter(all::contains)
                .collect(Collectors.toSet()));
    }

    /** Those of a schema, in its order. */
    StructType of(StructType schema) {
        return names.isEmpty()
                ? schema
                : new StructType(Arrays.stream(schema.fields())
                        .filter(column -> names.contains(column.name()))
                        .toArray(StructField[]::new));
    }
}
