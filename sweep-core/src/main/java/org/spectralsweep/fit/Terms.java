package org.spectralsweep.fit;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.law.Expression;
import org.spectralsweep.law.Expression.Binary;
import org.spectralsweep.law.Expression.BinaryOperator;
import org.spectralsweep.law.Expression.Coefficient;
import org.spectralsweep.law.Expression.Column;

/** What stands beside a parameter in a sum. */
final class Terms {
    private Terms() {}

    /** The columns of the smallest term of a sum that holds the parameter. */
    static List<String> columnsBeside(Expression expression, String parameter) {
        Expression term = Objects.requireNonNullElse(term(expression, parameter), expression);
        return term.nodes().stream()
                .flatMap(node -> node instanceof Column column ? Stream.of(column.name()) : Stream.of())
                .distinct()
                .toList();
    }

    private static @Nullable Expression term(Expression expression, String parameter) {
        if (expression.nodes().stream()
                .noneMatch(node -> node instanceof Coefficient c && c.name().equals(parameter))) {
            return null;
        }
        if (expression instanceof Binary sum
                && (sum.operator() == BinaryOperator.ADD || sum.operator() == BinaryOperator.SUBTRACT)) {
            Expression left = term(sum.left(), parameter);
            return left != null ? left : term(sum.right(), parameter);
        }
        return expression;
    }
}
