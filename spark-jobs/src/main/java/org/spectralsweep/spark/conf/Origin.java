package org.spectralsweep.spark.conf;

/**
 * Where a value was written.
 *
 * @param place {@code conf/x.yaml:14} or {@code --set network.width=3}
 * @param detail how the value came from there, such as {@code at target.frequency = 300}; may be empty
 */
record Origin(String place, String detail) {
    static Origin line(String file, int line) {
        return new Origin(file + ":" + line, "");
    }

    Origin with(String furtherDetail) {
        return new Origin(place, furtherDetail);
    }

    SpecException problem(String sentence) {
        return new SpecException(place + ": " + (detail.isEmpty() ? "" : detail + ": ") + sentence);
    }
}
