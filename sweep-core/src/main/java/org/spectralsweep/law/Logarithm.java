package org.spectralsweep.law;

import org.spectralsweep.law.Expression.Binary;
import org.spectralsweep.law.Expression.Constant;
import org.spectralsweep.law.Expression.Unary;
import org.spectralsweep.law.Expression.UnaryOperator;

/**
 * The logarithm of a positive formula, taken apart as far as it goes: products become sums, and powers become products.
 * The result is equal wherever every factor is positive. A law that is a product of powers becomes linear in its
 * exponents that way.
 */
final class Logarithm {
    private Logarithm() {}

    /** log of the formula. */
    static Expression of(Expression formula) {
        if (formula instanceof Constant constant && constant.value() > 0) {
            return Expression.number(StrictMath.log(constant.value()));
        }
        if (formula instanceof Binary binary) {
            switch (binary.operator()) {
                case MULTIPLY -> {
                    return of(binary.left()).plus(of(binary.right()));
                }
                case DIVIDE -> {
                    return of(binary.left()).minus(of(binary.right()));
                }
                case POWER -> {
                    return binary.right().times(of(binary.left()));
                }
                default -> {
                    return formula.log();
                }
            }
        }
        if (formula instanceof Unary unary && unary.operator() == UnaryOperator.EXP) {
            return unary.of();
        }
        if (formula instanceof Unary unary && unary.operator() == UnaryOperator.SQRT) {
            return Expression.number(0.5).times(of(unary.of()));
        }
        return formula.log();
    }
}
