package org.spectralsweep.spark.report;

/** A part of a report under a heading of the third level. */
public sealed interface ReportPart
        permits ReportChart, ReportTable, ReportPicture, ReportImages, ReportText, KernelRatios {
    /** The part as HTML, with all its texts escaped. */
    String html(PageIds ids);
}
