package org.spectralsweep.spark.job;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.spectralsweep.spark.conf.Suggestion;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Says in our words why a query cannot work, with the nearest name that exists. The text is the predicate of a sentence
 * whose subject is the query.
 */
public final class QueryProblem {
    /** The most tables that a sentence names. */
    private static final int TABLES = 3;

    private QueryProblem() {}

    /** The predicate, for example {@code asks for the unknown column 'frequncy'; did you mean 'frequency'?} */
    public static String of(AnalysisException refused) {
        Map<String, String> said = refused.getMessageParameters();
        String condition = Objects.requireNonNullElse(refused.getCondition(), "");
        if (condition.startsWith("UNRESOLVED_COLUMN")) {
            return unknownColumn(said.getOrDefault("objectName", ""), names(said.getOrDefault("proposal", "")));
        }
        if (condition.equals("UNRESOLVED_USING_COLUMN_FOR_JOIN")) {
            String name = said.getOrDefault("colName", "");
            return "joins by the unknown column " + quoted(name)
                    + column(name, names(said.getOrDefault("suggestion", "")));
        }
        if (condition.startsWith("TABLE_OR_VIEW_NOT_FOUND")) {
            String name = said.getOrDefault("relationName", "");
            return "asks the unknown table " + quoted(name)
                    + Suggestion.ending(last(name), sorted(ViewSchemas.byName().keySet()));
        }
        if (condition.startsWith("UNRESOLVED_ROUTINE") || condition.startsWith("UNRESOLVABLE_TABLE_VALUED")) {
            String name = said.getOrDefault("routineName", said.getOrDefault("name", ""));
            return "calls the unknown function " + quoted(name)
                    + Suggestion.nearest(last(name), functions())
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse("");
        }
        return "cannot work: " + sentence(refused);
    }

    /**
     * The predicate about a column that is not there.
     *
     * @param proposals columns that the query's relations have
     */
    static String unknownColumn(String name, List<String> proposals) {
        return "asks for the unknown column " + quoted(name) + column(name, proposals);
    }

    private static List<String> names(String proposals) {
        return proposals.isBlank()
                ? List.of()
                : Stream.of(proposals.split(", ", -1)).map(QueryProblem::plain).toList();
    }

    /** A name in quotes, as one would write it: {@code 'a.frequncy'}. */
    private static String quoted(String name) {
        return "'" + plain(name) + "'";
    }

    /** What the column may have been meant to be: one that the query's relations have, or one of another table. */
    private static String column(String name, List<String> here) {
        List<String> elsewhere = ViewSchemas.byName().entrySet().stream()
                .filter(table -> List.of(table.getValue().fieldNames()).contains(last(name)))
                .map(Map.Entry::getKey)
                .sorted()
                .limit(TABLES)
                .toList();
        boolean isHere = here.stream().anyMatch(known -> last(known).equals(last(name)));
        if (!isHere && !elsewhere.isEmpty()) {
            return "; it is a column of " + String.join(", ", elsewhere);
        }
        boolean qualified = parts(name).size() > 1;
        return Suggestion.nearest(
                        qualified ? plain(name) : last(name),
                        qualified ? here : here.stream().map(QueryProblem::last).toList())
                .or(() -> Suggestion.nearest(last(name), columns()))
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }

    /**
     * The columns of all tables. Some queries, such as aggregates, hide from Spark which columns they could have asked
     * for.
     */
    private static Set<String> columns() {
        return ViewSchemas.byName().values().stream()
                .flatMap(schema -> Stream.of(schema.fieldNames()))
                .collect(Collectors.toSet());
    }

    /** The name without the backticks that Spark puts around each part. */
    private static String plain(String name) {
        return String.join(".", parts(name));
    }

    private static String last(String name) {
        List<String> parts = parts(name);
        return parts.isEmpty() ? name : parts.get(parts.size() - 1);
    }

    private static List<String> parts(String name) {
        try {
            return CollectionConverters.asJava(UnresolvedAttribute.parseAttributeName(name));
        } catch (Exception e) {
            return List.of(name);
        }
    }

    private static Collection<String> functions() {
        return CollectionConverters.asJava(FunctionRegistry$.MODULE$.builtin().listFunction()).stream()
                .map(FunctionIdentifier::funcName)
                .sorted()
                .toList();
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }

    /** Spark's sentence without the name of its class in front, and without the SQLSTATE and the place at the end. */
    static String sentence(Throwable error) {
        String message = Objects.requireNonNullElse(error.getMessage(), error.toString());
        String line =
                message.lines().filter(text -> !text.isBlank()).findFirst().orElse(error.toString());
        return line.replaceFirst("^\\[[A-Z0-9_.]+] ", "")
                .replaceFirst("\\.? *SQLSTATE: \\w+.*$", "")
                .replaceFirst(" Please, refer to .*$", "")
                // A query cannot change settings.
                .replaceFirst(",? ?(?:If necessary,? |You can )?set \"?spark\\.sql\\..*$", "")
                .strip();
    }
}
