package org.spectralsweep.spark.report;

/** Hands out the ids of a page's elements. */
public final class PageIds {
    private int last;

    /** An id that no other element of the page has. */
    public String next() {
        last++;
        return "chart-" + last;
    }
}
