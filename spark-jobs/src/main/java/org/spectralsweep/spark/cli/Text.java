package org.spectralsweep.spark.cli;

import picocli.CommandLine.Help.Ansi;

/** Words for people. Colours appear on a terminal only. */
final class Text {
    private Text() {}

    static String bold(String text) {
        return Ansi.AUTO.new Text("@|bold " + escape(text) + "|@").toString();
    }

    static String yellow(String text) {
        return Ansi.AUTO.new Text("@|yellow " + escape(text) + "|@").toString();
    }

    private static String escape(String text) {
        return text.replace("|@", "| @").replace("@|", "@ |");
    }

    /** {@code 0.3 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 2 h 05 min}. */
    static String duration(double seconds) {
        if (seconds < 9.95) {
            return "%.1f s".formatted(seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        if (whole < 3600) {
            return "%d min %02d s".formatted(whole / 60, whole % 60);
        }
        return "%d h %02d min".formatted(whole / 3600, whole % 3600 / 60);
    }
}
