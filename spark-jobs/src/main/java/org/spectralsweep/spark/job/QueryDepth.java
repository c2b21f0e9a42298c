package org.spectralsweep.spark.job;

import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;

/**
 * How deeply a query is nested, by the tokens of Spark's own grammar, so brackets in texts and comments do not count.
 * At depths of thousands the parser takes minutes. Spark itself refuses most queries that are more than two hundred
 * deep.
 */
final class QueryDepth {
    /** The deepest query that is allowed. Nobody writes deeper ones, and the parser still answers in a second. */
    static final int MOST = 100;

    private static final Set<Integer> TYPES = Set.of(SqlBaseLexer.ARRAY, SqlBaseLexer.MAP, SqlBaseLexer.STRUCT);

    private QueryDepth() {}

    /**
     * The most brackets, CASE and types such as ARRAY that are open at once. Takes time linear in the length of the
     * text.
     */
    static int of(String sql) {
        // The grammar has its keywords in capitals.
        SqlBaseLexer lexer = new SqlBaseLexer(CharStreams.fromString(sql.toUpperCase(Locale.ROOT)));
        // Text that is not a token is left for the parser to report.
        lexer.removeErrorListeners();
        int brackets = 0;
        int cases = 0;
        int types = 0;
        int most = 0;
        int previous = Token.EOF;
        for (int token = next(lexer); token != Token.EOF; token = next(lexer)) {
            if (token == SqlBaseLexer.LEFT_PAREN || token == SqlBaseLexer.LEFT_BRACKET) {
                brackets++;
            } else if (token == SqlBaseLexer.RIGHT_PAREN || token == SqlBaseLexer.RIGHT_BRACKET) {
                brackets = Math.max(0, brackets - 1);
            } else if (token == SqlBaseLexer.CASE) {
                cases++;
            } else if (token == SqlBaseLexer.END) {
                cases = Math.max(0, cases - 1);
            } else if (token == SqlBaseLexer.LT && TYPES.contains(previous)) {
                types++;
            } else if (token == SqlBaseLexer.GT) {
                types = Math.max(0, types - 1);
            }
            most = Math.max(most, brackets + cases + types);
            previous = token;
        }
        return most;
    }

    /** The next token that the parser would see. */
    private static int next(SqlBaseLexer lexer) {
        Token token = lexer.nextToken();
        while (token.getChannel() != Token.DEFAULT_CHANNEL) {
            token = lexer.nextToken();
        }
        return token.getType();
    }
}
