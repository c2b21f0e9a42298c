package org.spectralsweep.spark.job;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.analysis.CurrentNamespace$;
import org.apache.spark.sql.catalyst.analysis.ExpressionWithUnresolvedIdentifier;
import org.apache.spark.sql.catalyst.analysis.Parameter;
import org.apache.spark.sql.catalyst.analysis.ResolvedInlineTable;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunctionName;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedHaving;
import org.apache.spark.sql.catalyst.analysis.UnresolvedInlineTable;
import org.apache.spark.sql.catalyst.analysis.UnresolvedQualify;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedSubqueryColumnAliases;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTVFAliases;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PipeOperator;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.DescribeColumn;
import org.apache.spark.sql.catalyst.plans.logical.DescribeFunction;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Except;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Intersect;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LateralJoin;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Pivot;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Repartition;
import org.apache.spark.sql.catalyst.plans.logical.RepartitionByExpression;
import org.apache.spark.sql.catalyst.plans.logical.Sample;
import org.apache.spark.sql.catalyst.plans.logical.ShowColumns;
import org.apache.spark.sql.catalyst.plans.logical.ShowFunctions;
import org.apache.spark.sql.catalyst.plans.logical.ShowTables;
import org.apache.spark.sql.catalyst.plans.logical.ShowViews;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.Unpivot;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedHint;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import org.apache.spark.sql.catalyst.plans.logical.WithWindowDefinition;
import org.apache.spark.sql.execution.SparkSqlParser;
import org.apache.spark.sql.execution.command.DescribeQueryCommand;
import org.apache.spark.sql.execution.command.ExplainCommand;
import org.spectralsweep.spark.conf.Suggestion;
import scala.Product;
import scala.Tuple3;
import scala.collection.Iterable;
import scala.collection.Iterator;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Refuses everything that does more than read a sweep's tables. Spark's own parser reads the text, so no comment, case
 * or quoting can make the two readings differ. What may be part of a query is listed here. Anything else is refused,
 * even if a later Spark adds it.
 */
public final class ReadingQuery {
    /** The operators of a query. Other commands, scripts, files and streams are not among them. */
    private static final Set<Class<?>> OPERATORS = Set.of(
            Aggregate.class,
            Distinct.class,
            Except.class,
            Filter.class,
            Generate.class,
            GlobalLimit.class,
            Intersect.class,
            Join.class,
            LateralJoin.class,
            LocalLimit.class,
            LocalRelation.class,
            Offset.class,
            OneRowRelation.class,
            PipeOperator.class,
            Pivot.class,
            Project.class,
            Repartition.class,
            RepartitionByExpression.class,
            ResolvedInlineTable.class,
            Sample.class,
            Sort.class,
            SubqueryAlias.class,
            Union.class,
            Unpivot.class,
            UnresolvedHaving.class,
            UnresolvedHint.class,
            UnresolvedInlineTable.class,
            UnresolvedQualify.class,
            UnresolvedRelation.class,
            UnresolvedSubqueryColumnAliases.class,
            UnresolvedTVFAliases.class,
            UnresolvedTableValuedFunction.class,
            UnresolvedWith.class,
            Window.class,
            WithWindowDefinition.class);

    /** Commands that describe tables, views, functions and plans. */
    private static final Set<Class<?>> COMMANDS = Set.of(
            DescribeColumn.class,
            DescribeFunction.class,
            DescribeQueryCommand.class,
            DescribeRelation.class,
            ExplainCommand.class,
            ShowColumns.class,
            ShowFunctions.class,
            ShowTables.class,
            ShowViews.class);

    /** The subjects of these commands. */
    private static final Set<Class<?>> SUBJECTS =
            Set.of(CurrentNamespace$.MODULE$.getClass(), UnresolvedFunctionName.class, UnresolvedTableOrView.class);

    /**
     * Functions that call Java methods, read files or ask other machines. A schema of Avro, Protobuf or XML may be a
     * file or an address. So may the document type of a text in which XPath searches.
     */
    static final Set<String> OUTSIDE = Set.of(
            "reflect",
            "java_method",
            "try_reflect",
            "from_avro",
            "to_avro",
            "schema_of_avro",
            "from_protobuf",
            "to_protobuf",
            "from_xml",
            "schema_of_xml",
            "xpath",
            "xpath_boolean",
            "xpath_double",
            "xpath_float",
            "xpath_int",
            "xpath_long",
            "xpath_number",
            "xpath_short",
            "xpath_string");

    private final Set<String> names = new HashSet<>();
    private final Collection<String> tables;

    private ReadingQuery(Collection<String> tables) {
        this.tables = tables;
    }

    /** Says why a query is refused. The message is the predicate of a sentence whose subject is the query. */
    static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * Checks a query of the command {@code sql}, which may also be a DESCRIBE, SHOW or EXPLAIN.
     *
     * @throws BadInput with one sentence if it does not parse or does more than read
     */
    public static void checkStatement(String sql) {
        try {
            check(sql, new SparkSqlParser(), true);
        } catch (Refused e) {
            throw new BadInput("the query " + e.getMessage(), e);
        } catch (Exception e) {
            throw new BadInput("the query cannot work: " + QueryProblem.sentence(e), e);
        }
    }

    /**
     * Checks a query of a spec.
     *
     * @throws Refused if it does more than read; this is an IllegalArgumentException
     * @throws Exception from Spark, if it does not parse
     */
    static void checkQuery(String sql) throws Exception {
        check(sql, CatalystSqlParser$.MODULE$, false);
    }

    private static void check(String sql, ParserInterface parser, boolean commands) throws Exception {
        int depth = QueryDepth.of(sql);
        if (depth > QueryDepth.MOST) {
            throw new Refused("is nested too deeply: brackets may be " + QueryDepth.MOST + " deep but are " + depth);
        }
        try {
            LogicalPlan plan = commands ? parser.parsePlan(sql) : parser.parseQuery(QueryText.alone(sql));
            ReadingQuery query = new ReadingQuery(ViewsCatalog.NAMES);
            query.nameCommonTables(plan);
            boolean command = commands && COMMANDS.contains(plan.getClass());
            if (command) {
                query.judgeParts(plan, true);
            } else {
                query.judge(plan, false);
            }
        } catch (StackOverflowError e) {
            throw new Refused("is nested too deeply");
        }
    }

    /** Collects the tables that the query itself defines. Spark checks where each of them may be used. */
    private void nameCommonTables(Object part) {
        if (part instanceof UnresolvedWith with) {
            for (Iterator<?> all = with.cteRelations().iterator(); all.hasNext(); ) {
                names.add(lower((String) ((Tuple3<?, ?, ?>) all.next())._1()));
            }
        }
        forEachPart(part, this::nameCommonTables);
    }

    private void judge(Object part, boolean subjects) {
        if (part instanceof LogicalPlan plan) {
            if (!OPERATORS.contains(plan.getClass()) && !(subjects && SUBJECTS.contains(plan.getClass()))) {
                throw new Refused("must read (SELECT, WITH, FROM, VALUES, TABLE, DESCRIBE, SHOW, EXPLAIN) but holds "
                        + plan.nodeName());
            }
            if (plan instanceof UnresolvedRelation relation) {
                requireOwn(texts(relation.multipartIdentifier()));
                if (!relation.options().isEmpty()) {
                    throw new Refused("must give no options to a table but gives some to "
                            + String.join(".", texts(relation.multipartIdentifier())));
                }
            } else if (plan instanceof UnresolvedTableOrView relation) {
                requireOwn(texts(relation.multipartIdentifier()));
            } else if (plan instanceof UnresolvedTableValuedFunction function) {
                requireInside(texts(function.name()));
            }
        } else if (part instanceof UnresolvedFunction function) {
            requireInside(texts(function.nameParts()));
        } else if (part instanceof UnresolvedGenerator function) {
            requireInside(List.of(function.name().funcName()));
        } else if (part instanceof Parameter) {
            throw new Refused("must hold its values itself but has a parameter such as :p or ?");
        } else if (part instanceof ExpressionWithUnresolvedIdentifier) {
            throw new Refused("must spell its names out but has an IDENTIFIER(...)");
        } else if (part instanceof Expression expression && OUTSIDE.contains(lower(expression.prettyName()))) {
            requireInside(List.of(expression.prettyName()));
        }
        judgeParts(part, subjects);
    }

    private void judgeParts(Object part, boolean subjects) {
        forEachPart(part, inner -> judge(inner, subjects));
    }

    /**
     * Visits every part of a part. Plans and expressions are products, and hold others directly or in lists, pairs and
     * options, so nothing is hidden anywhere else.
     */
    private static void forEachPart(Object part, Consumer<Object> action) {
        Iterator<?> parts = part instanceof Iterable<?> list
                ? list.iterator()
                : part instanceof Product product ? product.productIterator() : null;
        while (parts != null && parts.hasNext()) {
            Object inner = parts.next();
            if (inner instanceof Product || inner instanceof Iterable<?>) {
                action.accept(inner);
            }
        }
    }

    /**
     * Refuses a relation that is not the sweep's own. A name of several parts may be a file, {@code parquet.`/etc/x`},
     * or a table of another catalogue.
     */
    private void requireOwn(List<String> relation) {
        if (relation.size() > 1) {
            throw new Refused("must read the tables and views of its sweep but names " + String.join(".", relation));
        }
        String name = lower(relation.get(0));
        if (!tables.contains(name) && !names.contains(name)) {
            throw new Refused("asks the unknown table '" + relation.get(0) + "'"
                    + Suggestion.ending(name, tables.stream().sorted().toList()));
        }
    }

    private static void requireInside(List<String> function) {
        String name = function.get(function.size() - 1);
        if (OUTSIDE.contains(lower(name))) {
            throw new Refused("must read the tables and views of its sweep but calls " + name
                    + ", which reaches outside of them");
        }
    }

    private static List<String> texts(Seq<String> parts) {
        return CollectionConverters.asJava(parts);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
