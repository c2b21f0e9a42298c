package org.spectralsweep.spark.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.spectralsweep.spark.conf.Suggestion;

/**
 * Refuses queries for DuckDB that do more than read a sweep's tables, as {@link ReadingQuery} does for Spark. DuckDB's
 * own parser reads the text and tells its tree as JSON, so that the two readings cannot differ. Besides, {@link
 * DuckDb#confine} leaves no other file to be read.
 */
final class DuckDbQuery {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a FROM clause may hold. */
    private static final Set<String> RELATIONS =
            Set.of("BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION", "EXPRESSION_LIST", "EMPTY", "PIVOT", "SHOW_REF");

    /** Where relations are in the tree. */
    private static final Set<String> PLACES = Set.of("from_table", "left", "right", "source");

    /** The functions that make rows of their arguments alone. */
    private static final Set<String> TABLE_FUNCTIONS = Set.of("unnest", "range", "generate_series", "repeat");

    /** Functions that ask for settings and the environment, or leave something behind. */
    static final Set<String> OUTSIDE = Set.of(
            "current_setting",
            "currval",
            "getenv",
            "getvariable",
            "json_serialize_plan",
            "nextval",
            "pg_get_viewdef",
            "setseed",
            "write_log");

    /** What a query may call its own tables. Where such a name is not in scope, DuckDB looks for a file or view. */
    private static final Pattern OWN_NAME = Pattern.compile("[\\p{L}\\p{N}_]+");

    /** The names of DuckDB's own views, and of those that ours are made of. */
    private static final Pattern TAKEN =
            Pattern.compile("(duckdb|pg|sqlite|pragma)_.*|trials_again|trials_of_views|.*_in_(segments|work_units)");

    private final Set<String> names = new HashSet<>();

    private DuckDbQuery() {}

    /**
     * Checks a query.
     *
     * @throws BadInput with one sentence if it does not parse or does more than read
     */
    static void check(Connection connection, String sql) throws SQLException {
        int depth = depth(sql);
        if (depth > QueryDepth.MOST) {
            throw refused("is nested too deeply: brackets may be " + QueryDepth.MOST + " deep but are " + depth);
        }
        JsonNode parsed = parsed(connection, sql);
        if (parsed.path("error").asBoolean()) {
            throw parsed.path("error_type").asText().equals("parser")
                    ? DuckDbProblem.unreadable(sql, parsed.path("error_message").asText())
                    : refused("must read (SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE) in DuckDB but does not;"
                            + " Spark, without --with duckdb, also knows SHOW and EXPLAIN");
        }
        if (parsed.path("statements").size() != 1) {
            throw refused(
                    "must be one statement but was " + parsed.path("statements").size());
        }
        DuckDbQuery query = new DuckDbQuery();
        query.nameCommonTables(parsed);
        query.judge("", parsed);
    }

    private static JsonNode parsed(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)")) {
            statement.setString(1, sql);
            try (ResultSet tree = statement.executeQuery()) {
                tree.next();
                return JSON.readTree(tree.getString(1));
            }
        } catch (JsonProcessingException e) {
            throw new BadInput("the query is nested too deeply", e);
        }
    }

    /** How many brackets are open at once. Those in texts count, too, which is more than enough. */
    private static int depth(String sql) {
        int open = 0;
        int most = 0;
        for (int i = 0; i < sql.length(); i++) {
            char character = sql.charAt(i);
            if (character == '(' || character == '[' || character == '{') {
                most = Math.max(most, ++open);
            } else if (character == ')' || character == ']' || character == '}') {
                open = Math.max(0, open - 1);
            }
        }
        return most;
    }

    /** Collects the tables that the query itself defines. DuckDB checks where each of them may be used. */
    private void nameCommonTables(JsonNode part) {
        part.path("cte_map")
                .path("map")
                .forEach(table -> nameCommonTable(table.path("key").asText()));
        if (part.hasNonNull("cte_name")) {
            nameCommonTable(part.path("cte_name").asText());
        }
        part.forEach(this::nameCommonTables);
    }

    private void nameCommonTable(String name) {
        if (!OWN_NAME.matcher(name).matches()) {
            throw refused("must name its own tables by letters, digits and _ but names one '" + name + "'");
        }
        if (TAKEN.matcher(lower(name)).matches()) {
            throw refused("must not name its own tables as DuckDB or this program does but names one '" + name + "'");
        }
        names.add(lower(name));
    }

    private void judge(String place, JsonNode part) {
        String type = part.path("type").asText();
        boolean relation = PLACES.contains(place) && part.has("type") && !part.has("class") && !type.endsWith("_NODE");
        if (relation && !RELATIONS.contains(type)) {
            throw refused("must read tables and views but has a relation of the kind " + type);
        }
        switch (type) {
            case "BASE_TABLE" -> requireOwn(part);
            case "TABLE_FUNCTION" ->
                requireInside(part.path("function").path("function_name").asText(), true);
            case "FUNCTION" -> {
                requireInside(part.path("function_name").asText(), false);
                requireOneMeaning(
                        lower(part.path("function_name").asText()),
                        part.path("children").size());
            }
            case "SHOW_REF" -> {
                if (!part.hasNonNull("query")) {
                    throw refused("lists tables, which \\d at the prompt and Spark's SHOW do");
                }
            }
            case "VALUE_PARAMETER" -> throw refused("must hold its values itself but has a parameter such as ? or $1");
            default -> {}
        }
        if (part.isObject()) {
            part.properties().forEach(entry -> judge(entry.getKey(), entry.getValue()));
        } else {
            part.forEach(inner -> judge(place, inner));
        }
    }

    private void requireOwn(JsonNode relation) {
        String name = relation.path("table_name").asText();
        for (String part : new String[] {"catalog_name", "schema_name"}) {
            if (!relation.path(part).asText("").isEmpty()) {
                throw refused("must read the tables and views of its sweep but names "
                        + relation.path(part).asText() + "." + name);
            }
        }
        if (relation.path("at_clause").isObject()) {
            throw refused("must give no options to a table but gives some to " + name);
        }
        if (!ViewsCatalog.NAMES.contains(lower(name)) && !names.contains(lower(name))) {
            throw refused("asks the unknown table '" + name + "'"
                    + Suggestion.ending(
                            lower(name), ViewsCatalog.NAMES.stream().sorted().toList()));
        }
    }

    private static void requireInside(String function, boolean makesRows) {
        String name = lower(function);
        if (name.equals(ConvergenceAt.NAME)) {
            throw refused("calls " + ConvergenceAt.NAME + ", which only Spark has here: leave out --with duckdb");
        }
        if (makesRows ? !TABLE_FUNCTIONS.contains(name) : OUTSIDE.contains(name)) {
            throw refused("must read the tables and views of its sweep but calls " + function
                    + ", which reaches outside of them");
        }
    }

    /** Refuses what has one value in Spark and another one in DuckDB, which nobody would notice. */
    private static void requireOneMeaning(String function, int arguments) {
        if (function.equals("log") && arguments == 1) {
            throw refused("calls log of one number, which has the base 10 in DuckDB and e in Spark: write log10 or ln");
        }
        if (function.equals("^")) {
            throw refused("has the operator ^, which is a power in DuckDB and XOR in Spark: write power or xor");
        }
    }

    private static BadInput refused(String predicate) {
        return new BadInput("the query " + predicate);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
