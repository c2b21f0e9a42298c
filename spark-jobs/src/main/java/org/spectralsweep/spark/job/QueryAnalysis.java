package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.analysis.Analyzer;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.RelationCache$;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry$;
import org.apache.spark.sql.catalyst.catalog.InMemoryCatalog;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias$;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.connector.catalog.DefaultCatalogManager;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple3;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Asks Spark's own analyser whether a query can work, on empty relations with the columns of our tables and views. It
 * needs no session, so a plan can answer before anything is trained. The first query takes about a second, in which
 * Spark's functions are loaded. Later ones take some tens of milliseconds.
 */
final class QueryAnalysis {
    /** Settings by which a session can know functions and relations that are unknown here. */
    private static final List<String> EXTENSIONS =
            List.of("spark.sql.extensions", "spark.sql.catalogImplementation", "spark.sql.catalog.spark_catalog");

    /** Values of these settings with which a session knows nothing more. */
    private static final Set<String> PLAIN = Set.of("", "in-memory");

    private final SparkConf conf;
    private @Nullable Optional<Ready> ready;

    /**
     * Makes an analyser with the settings that a session of this configuration would have. The first query loads it.
     */
    QueryAnalysis(SparkConf conf) {
        this.conf = conf;
    }

    private record Ready(SQLConf settings, Analyzer analyzer) {}

    /**
     * The analyser. It is empty if a session would know more than it does, or if this version of Spark has no such
     * analyser.
     */
    private Optional<Ready> ready() {
        if (ready == null) {
            ready = isExtended() ? Optional.empty() : made();
        }
        return ready;
    }

    private boolean isExtended() {
        return EXTENSIONS.stream().anyMatch(key -> !PLAIN.contains(conf.get(key, "")));
    }

    private Optional<Ready> made() {
        try {
            SQLConf settings = new SQLConf();
            // Else a plan of many columns is a warning of the log.
            settings.setConfString("spark.sql.debug.maxToStringFields", "10000");
            Arrays.stream(conf.getAll())
                    .filter(setting -> setting._1().startsWith("spark.sql."))
                    .forEach(setting -> settings.setConfString(setting._1(), setting._2()));
            return Optional.of(new Ready(settings, SQLConf.withExistingConf(settings, () -> analyzer(settings))));
        } catch (RuntimeException | LinkageError e) {
            // Faults that the analyser would have found will show when the query is run.
            return Optional.empty();
        }
    }

    private static Analyzer analyzer(SQLConf settings) {
        SessionCatalog functions = new SessionCatalog(
                new InMemoryCatalog(new SparkConf(false), new Configuration(false)),
                FunctionRegistry$.MODULE$.builtin(),
                TableFunctionRegistry$.MODULE$.builtin().clone(),
                settings);
        functions.registerSQLTableFunction(ConvergenceAt.signature(), true);
        return new Analyzer(
                new DefaultCatalogManager(new EmptyCatalog(), functions),
                RelationCache$.MODULE$.empty(),
                Option.apply(settings));
    }

    /**
     * The columns of the query's answer. They are empty if the analyser itself fails, which is not the query's fault.
     *
     * @param sql a query that parses
     * @throws AnalysisException if the query cannot work
     */
    Optional<StructType> columns(String sql) throws AnalysisException {
        Optional<Ready> spark = ready();
        if (spark.isEmpty()) {
            return Optional.empty();
        }
        Analyzer analyzer = spark.get().analyzer();
        Object answer = SQLConf.withExistingConf(spark.get().settings(), () -> analyzed(analyzer, sql));
        if (answer instanceof AnalysisException refused) {
            throw refused;
        }
        return answer instanceof StructType columns ? Optional.of(columns) : Optional.empty();
    }

    /**
     * The answer's columns, or the reason why there are none. It is returned, since the Scala function that calls this
     * declares no exception.
     */
    private static @Nullable Object analyzed(Analyzer analyzer, String sql) {
        try {
            LogicalPlan query = CatalystSqlParser$.MODULE$.parseQuery(QueryText.alone(sql));
            return analyzer.executeAndCheck(withRelations(query, sql), new QueryPlanningTracker(Option.empty()))
                    .schema();
        } catch (Exception | LinkageError | StackOverflowError e) {
            return e instanceof AnalysisException ? e : null;
        }
    }

    /** The query below a WITH clause that defines every relation whose name occurs in the query's text. */
    private static LogicalPlan withRelations(LogicalPlan query, String sql) {
        String text = sql.toLowerCase(Locale.ROOT);
        List<Tuple3<String, SubqueryAlias, Option<Object>>> relations = new ArrayList<>();
        ViewSchemas.byName().forEach((name, columns) -> {
            if (text.contains(name)) {
                LogicalPlan empty = LocalRelation$.MODULE$.apply(Objects.requireNonNull(columns));
                relations.add(new Tuple3<>(name, SubqueryAlias$.MODULE$.apply(name, empty), Option.empty()));
            }
        });
        return new UnresolvedWith(query, CollectionConverters.asScala(relations).toSeq(), false);
    }
}
