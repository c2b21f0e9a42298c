package org.spectralsweep.spark.report;

import java.awt.Color;
import java.util.List;
import org.spectralsweep.spark.figure.LayerColor;

/** Colours that colour-blind people can tell apart. */
final class Palette {
    /** The colours of Okabe and Ito without their yellow, which is hardly visible on white paper. */
    static final List<Color> COLORS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9));

    /** Colours for a seventh series and more: five of Paul Tol's muted ones, the farthest from those above, and ink. */
    private static final List<Color> FURTHER = List.of(
            new Color(0x332288),
            new Color(0x882255),
            new Color(0x999933),
            new Color(0x661100),
            new Color(0x44AA99),
            new Color(0x333333));

    /** For entries of a legend that are explained by their mark alone. */
    static final Color KEY = new Color(0x55, 0x55, 0x55);

    static final Color INK = new Color(0x33, 0x33, 0x33);
    static final Color GRID = new Color(0xe4, 0xe4, 0xe4);

    /** Behind a part of a plot; grid lines still show on it. */
    static final Color SHADE = new Color(0xf3, 0xf3, 0xee);

    /** Viridis by Smith and van der Walt at nine even places. Its lightness grows evenly. */
    private static final int[] VIRIDIS = {
        0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725
    };
    /** Blue over white to orange, for values on both sides of 0. */
    private static final int[] DIVERGING = {0x00456B, 0x0072B2, 0x8DC3E3, 0xF7F7F7, 0xF2B48A, 0xD55E00, 0x7F3800};

    /** Beyond this part of the ramp, a line would be too light for white paper. */
    private static final double DARK = 0.88;

    private Palette() {}

    static Color of(LayerColor color) {
        return switch (color) {
            case AUTO, BLUE -> COLORS.get(0);
            case ORANGE -> COLORS.get(1);
            case GREEN -> COLORS.get(2);
            case PINK -> COLORS.get(3);
            case AMBER -> COLORS.get(4);
            case SKY -> COLORS.get(5);
            case GRAY -> new Color(0x99, 0x99, 0x99);
            case BLACK -> INK;
            case WHITE -> Color.WHITE;
        };
    }

    static Color of(int index) {
        int place = index % (COLORS.size() + FURTHER.size());
        return place < COLORS.size() ? COLORS.get(place) : FURTHER.get(place - COLORS.size());
    }

    /** The colour of a value between the least one, at 0, and the greatest one, at 1. */
    static Color sequential(double part) {
        return between(VIRIDIS, part);
    }

    /** The colour of such a value for lines and points on white. */
    static Color ramp(double part) {
        return between(VIRIDIS, DARK * part);
    }

    /** The colour of a value between -1, at 0, and 1, at 1. */
    static Color diverging(double part) {
        return between(DIVERGING, part);
    }

    /** A different colour for every hash. It has any hue, but is neither gray nor dark, so that dark edges show. */
    static Color hashed(long hash) {
        float hue = (hash & 0xffff) / 65536f;
        float strength = (hash >>> 16 & 0xff) / 255f;
        float light = (hash >>> 24 & 0xff) / 255f;
        return Color.getHSBColor(hue, 0.3f + 0.4f * strength, 0.72f + 0.26f * light);
    }

    static Color light(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    private static Color between(int[] colors, double part) {
        double place = Math.max(0, Math.min(1, part)) * (colors.length - 1);
        int left = Math.min((int) place, colors.length - 2);
        double share = place - left;
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double a = colors[left] >> shift & 0xff;
            double b = colors[left + 1] >> shift & 0xff;
            mixed |= (int) Math.round(a + share * (b - a)) << shift;
        }
        return new Color(mixed);
    }
}
