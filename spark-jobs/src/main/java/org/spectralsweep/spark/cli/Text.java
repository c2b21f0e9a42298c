package org.spectralsweep.spark.cli;

import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Texts for people. Whether they are coloured depends on the stream that they go to. */
final class Text {
    private Text() {}

    static String bold(Ansi stream, String text) {
        return stream.new Text("@|bold " + escape(text) + "|@").toString();
    }

    static String yellow(Ansi stream, String text) {
        return stream.new Text("@|yellow " + escape(text) + "|@").toString();
    }

    static String red(Ansi stream, String text) {
        return stream.new Text("@|bold,red " + escape(text) + "|@").toString();
    }

    private static String escape(String text) {
        return text.replace("|@", "| @").replace("@|", "@ |");
    }

    /** Time that has passed in whole seconds: {@code 0:05}, {@code 3:20}, {@code 2:05:09}. */
    static String clock(Duration time) {
        long seconds = time.toSeconds();
        String minutes = seconds < 3600
                ? String.valueOf(seconds / 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 3600, seconds % 3600 / 60);
        return String.format(Locale.ROOT, "%s:%02d", minutes, seconds % 60);
    }

    /** The same for a time that is left, rounded up: {@code 0:00} would mean that it is over. */
    static String clockLeft(Duration time) {
        return clock(time.plusMillis(999));
    }

    /** A duration: {@code 0.3 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 2 h 05 min}. */
    static String duration(double seconds) {
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        if (whole < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
        }
        return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }
}
