package org.spectralsweep.spark.job;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.spectralsweep.spark.table.DirectedFrequency;

/** A language in which the views of a results folder are written down, for programs that are not ours. */
enum SqlDialect {
    /** That of DuckDB, from version 1.0 on. */
    DUCKDB("views.sql", "DuckDB", ".read '%s'", "CREATE OR REPLACE VIEW ", "\"", List.of("[", "]")) {
        @Override
        String text(String value) {
            return "'" + value.replace("'", "''") + "'";
        }

        @Override
        String type(DataType type) {
            if (type instanceof ArrayType array) {
                return type(array.elementType()) + "[]";
            }
            if (type instanceof MapType map) {
                return "MAP(" + type(map.keyType()) + ", " + type(map.valueType()) + ")";
            }
            return Map.of(
                            DataTypes.StringType, "VARCHAR",
                            DataTypes.TimestampType, "TIMESTAMP WITH TIME ZONE")
                    .getOrDefault(type, type.sql());
        }

        @Override
        String query(String spark) {
            return spark.replace("* EXCEPT (", "* EXCLUDE (");
        }

        @Override
        String preamble() {
            return "CREATE OR REPLACE MACRO try_divide(a, b) AS CAST(a AS DOUBLE) / nullif(CAST(b AS DOUBLE), 0);\n";
        }

        @Override
        Map<String, String> completed() {
            return DirectedFrequency.duckDb();
        }

        /** The rows have the columns of this version, whatever older files lack. */
        @Override
        String files(String name, StructType schema, List<String> paths) {
            return view(
                    name,
                    none(schema) + "\nUNION ALL BY NAME SELECT * FROM read_parquet(["
                            + paths.stream()
                                    .map(path -> "\n    " + text(place(path)))
                                    .collect(Collectors.joining(","))
                            + "],\n    union_by_name = true, hive_partitioning = false)");
        }

        /** A path on a disk as such; Hadoop's name of S3 is not DuckDB's. */
        private String place(String hadoop) {
            Path path = new Path(hadoop);
            String scheme = path.toUri().getScheme();
            return pattern(
                    scheme == null || scheme.equals("file")
                            ? path.toUri().getPath()
                            : hadoop.replaceFirst("^s3[an]:", "s3:"));
        }

        @Override
        String pattern(String plain) {
            return escaped(plain, "*?[", character -> "[" + character + "]");
        }
    },

    /** That of Spark, from version 3.5 on. */
    SPARK(
            "views-spark.sql",
            "Spark SQL",
            "spark-sql -i '%s'",
            "CREATE OR REPLACE TEMPORARY VIEW ",
            "`",
            List.of("array(", ")")) {
        @Override
        String text(String value) {
            return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
        }

        @Override
        String type(DataType type) {
            return type.sql();
        }

        @Override
        Map<String, String> completed() {
            return DirectedFrequency.sql();
        }

        /** SQL takes one path only, so that several files are one pattern. */
        @Override
        String files(String name, StructType schema, List<String> paths) {
            String folder = new Path(paths.get(0)).getParent().toString();
            String names = paths.stream()
                    .map(path -> pattern(new Path(path).getName()))
                    .collect(Collectors.joining(","));
            String columns = Stream.of(schema.fields())
                    .map(field -> name(field.name()) + " " + type(field.dataType()))
                    .collect(Collectors.joining(", "));
            return create() + name + " (" + columns + ")\nUSING parquet OPTIONS (path "
                    + text(pattern(folder) + "/" + (paths.size() == 1 ? names : "{" + names + "}")) + ")";
        }

        @Override
        String pattern(String plain) {
            return escaped(plain, "\\*?[]{},", character -> "\\" + character);
        }
    };

    private final String file;
    private final String program;
    private final String use;
    private final String create;
    private final String quote;
    private final List<String> brackets;

    SqlDialect(String file, String program, String use, String create, String quote, List<String> brackets) {
        this.file = file;
        this.program = program;
        this.use = use;
        this.create = create;
        this.quote = quote;
        this.brackets = brackets;
    }

    /** The name of the file in a results folder. */
    String file() {
        return file;
    }

    /** The program that reads the file. */
    String program() {
        return program;
    }

    /** How the program reads it. */
    String use(String path) {
        return use.replace("%s", path);
    }

    /** A text in a query. */
    abstract String text(String value);

    /** A column in a query. */
    String name(String column) {
        return quote + column + quote;
    }

    /** A type in a query. */
    abstract String type(DataType type);

    /** A list of texts in a query. */
    String list(List<String> values) {
        return values.stream().map(this::text).collect(Collectors.joining(", ", brackets.get(0), brackets.get(1)));
    }

    /** A query of the catalogue of views, which is in Spark's language. */
    String query(String spark) {
        return spark;
    }

    /** How a statement that makes a view begins. */
    String create() {
        return create;
    }

    /** The statement that makes a view of a query. */
    String view(String name, String query) {
        return create + name + " AS\n" + query;
    }

    /** A path with nothing in it that stands for other characters. */
    abstract String pattern(String plain);

    /** The statement that makes a view of the rows of at least one Parquet file. */
    abstract String files(String name, StructType schema, List<String> paths);

    /** What queries use and the program lacks. */
    String preamble() {
        return "";
    }

    /** What stands for columns of {@code trials} that old files lack, by name. */
    abstract Map<String, String> completed();

    /** A query of no rows with these columns. */
    String none(StructType schema) {
        return Stream.of(schema.fields())
                .map(field -> "CAST(NULL AS " + type(field.dataType()) + ") AS " + name(field.name()))
                .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }

    private static String escaped(String text, String special, UnaryOperator<String> escape) {
        return text.chars()
                .mapToObj(character -> special.indexOf(character) < 0
                        ? String.valueOf((char) character)
                        : escape.apply(String.valueOf((char) character)))
                .collect(Collectors.joining());
    }
}
