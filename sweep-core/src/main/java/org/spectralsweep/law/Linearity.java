package org.spectralsweep.law;

import java.util.LinkedHashSet;
import java.util.Set;
import org.spectralsweep.law.Expression.Binary;
import org.spectralsweep.law.Expression.Coefficient;
import org.spectralsweep.law.Expression.Unary;
import org.spectralsweep.law.Expression.UnaryOperator;

/** Which parameters an expression is linear in. */
public final class Linearity {
    private static final int NOT_LINEAR = 2;

    private Linearity() {}

    /**
     * The largest set of parameters, chosen in the order in which they stand, that the expression is linear in while
     * the others are held.
     */
    public static Set<String> linearParameters(Expression expression) {
        Set<String> linear = new LinkedHashSet<>();
        for (Expression node : expression.nodes()) {
            if (node instanceof Coefficient coefficient && linear.add(coefficient.name())) {
                if (degree(expression, linear) == NOT_LINEAR) {
                    linear.remove(coefficient.name());
                }
            }
        }
        return linear;
    }

    /** The degree in these parameters: 0, 1, or 2 for anything that is not linear. */
    static int degree(Expression node, Set<String> parameters) {
        if (node instanceof Coefficient coefficient) {
            return parameters.contains(coefficient.name()) ? 1 : 0;
        }
        if (node instanceof Binary binary) {
            int left = degree(binary.left(), parameters);
            int right = degree(binary.right(), parameters);
            return switch (binary.operator()) {
                case ADD, SUBTRACT -> Math.max(left, right);
                case MULTIPLY -> Math.min(NOT_LINEAR, left + right);
                case DIVIDE -> right == 0 ? left : NOT_LINEAR;
                case POWER -> left + right == 0 ? 0 : NOT_LINEAR;
            };
        }
        if (node instanceof Unary unary) {
            int of = degree(unary.of(), parameters);
            return unary.operator() == UnaryOperator.NEGATE || of == 0 ? of : NOT_LINEAR;
        }
        return 0;
    }
}
