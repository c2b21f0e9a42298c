package org.spectralsweep.spark.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;

/** Says in our words why DuckDB cannot answer a query, and whether Spark can. */
final class DuckDbProblem {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Errors about the query itself, whatever the rows are. */
    private static final Set<String> BEFORE_THE_ROWS = Set.of("Binder", "Catalog", "Parser", "Not implemented");

    private static final Set<String> OF_RANGE = Set.of("Conversion", "Out of Range");

    private DuckDbProblem() {}

    /** A query that DuckDB's parser does not understand. */
    static BadInput unreadable(String sql, String message) {
        return analysed(sql, firstLine(message), null);
    }

    /** Whether DuckDB could not read or write a file, which is not the query's fault. */
    static boolean isOfFiles(SQLException thrown) {
        return type(thrown).equals("IO");
    }

    /** Whether DuckDB's parser did not understand a text. */
    static boolean isOfText(SQLException thrown) {
        return type(thrown).equals("Parser");
    }

    /** Whether a value did not fit into a type. */
    static boolean isOfRange(SQLException thrown) {
        return OF_RANGE.contains(type(thrown));
    }

    private static String type(SQLException thrown) {
        return fields(thrown).path("exception_type").asText();
    }

    /** What DuckDB threw while it answered a query: bad input, unless a file is the reason. */
    static RuntimeException of(String sql, SQLException thrown) {
        JsonNode fields = fields(thrown);
        if (isOfFiles(thrown)) {
            // What the user reads is the cause that lies deepest, and DuckDB's own words are JSON.
            IOException problem = new IOException("DuckDB could not read or write a file: "
                    + firstLine(fields.path("exception_message").asText())
                    + "; ask again if a run has just merged its files");
            problem.addSuppressed(thrown);
            return new UncheckedIOException(problem);
        }
        String type = fields.path("exception_type").asText();
        if (type.equalsIgnoreCase("interrupt")) {
            return new BadInput("the query was cancelled", thrown);
        }
        if (fields.path("error_subtype").asText().equals("COLUMN_NOT_FOUND")) {
            List<String> candidates = Stream.of(
                            fields.path("candidates").asText().split(",", -1))
                    .filter(name -> !name.isEmpty())
                    .toList();
            return new BadInput(
                    "the query "
                            + QueryProblem.unknownColumn(fields.path("name").asText(), candidates),
                    thrown);
        }
        String message =
                firstLine(fields.path("exception_message").asText(Objects.requireNonNullElse(thrown.getMessage(), "")));
        return BEFORE_THE_ROWS.contains(type)
                ? analysed(sql, message, thrown)
                : new BadInput("the query cannot be answered: " + message, thrown);
    }

    /** Asks Spark's analyser, which knows the same tables and tells every kind of fault in fields. */
    private static BadInput analysed(String sql, String message, @Nullable SQLException thrown) {
        String sentence;
        try {
            sentence = bySpark(sql)
                    ? "the query cannot work in DuckDB: " + message + "; Spark answers it: leave out --with duckdb"
                    : "the query cannot work: " + message;
        } catch (AnalysisException e) {
            sentence = "the query " + QueryProblem.of(e);
        }
        return thrown == null ? new BadInput(sentence) : new BadInput(sentence, thrown);
    }

    /** Whether Spark would answer a query. */
    private static boolean bySpark(String sql) throws AnalysisException {
        try {
            ReadingQuery.checkQuery(sql);
        } catch (Exception | StackOverflowError e) {
            // It is not in Spark's language.
            return false;
        }
        return new QueryAnalysis(new SparkConf(false)).columns(sql).isPresent();
    }

    /** The error in fields. Without them, its text must do. */
    private static JsonNode fields(SQLException thrown) {
        String message = Objects.requireNonNullElse(thrown.getMessage(), "");
        int begin = message.indexOf('{');
        try {
            return begin < 0 ? MissingNode.getInstance() : JSON.readTree(message.substring(begin));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String firstLine(String message) {
        return message.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("it does not say why")
                .replaceFirst("[.!]$", "");
    }
}
