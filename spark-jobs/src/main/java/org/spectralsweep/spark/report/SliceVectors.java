package org.spectralsweep.spark.report;

import java.awt.Color;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes polygons to an SVG file as they come, since a chart library would hold all of them in memory. If there are too
 * many, the file is deleted.
 */
final class SliceVectors {
    /** The most polygons in a file. With more, every viewer is slow. */
    static final int MOST = 50_000;

    private final Path svg;
    private final SliceFrame frame;
    private final OutputStream stream;
    private final XMLStreamWriter xml;
    private int polygons;
    private boolean open = true;

    SliceVectors(Path svg, SliceFrame frame) throws IOException {
        this.svg = svg;
        this.frame = frame;
        // The JDK's XML writer passes on a few characters at a time.
        stream = new BufferedOutputStream(Files.newOutputStream(svg));
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(stream, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("svg");
            xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
            xml.writeAttribute("width", String.valueOf(frame.totalWidth()));
            xml.writeAttribute("height", String.valueOf(frame.totalHeight()));
            xml.writeAttribute("viewBox", "0 0 " + frame.totalWidth() + " " + frame.totalHeight());
            xml.writeStartElement("g");
            xml.writeAttribute("transform", "translate(" + frame.left() + " " + frame.top() + ")");
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /** Adds a polygon with these vertices in pixels. */
    void add(double[] x, double[] y, int vertices, Color color) throws IOException {
        if (!open) {
            return;
        }
        polygons++;
        if (polygons > MOST) {
            discard();
            return;
        }
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < vertices; i++) {
            points.append(i == 0 ? "" : " ").append(place(x[i])).append(',').append(place(y[i]));
        }
        try {
            xml.writeEmptyElement("polygon");
            xml.writeAttribute("points", points.toString());
            xml.writeAttribute("fill", hex(color));
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /** A coordinate in pixels, rounded to three decimals. */
    private static double place(double coordinate) {
        return Math.rint(1000 * coordinate) / 1000;
    }

    private static String hex(Color color) {
        return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xffffff);
    }

    /** Deletes the file, unless that was done already. */
    void discard() throws IOException {
        if (open) {
            open = false;
            stream.close();
            Files.delete(svg);
        }
    }

    /** Ends the file, and returns whether there is one. */
    boolean close(boolean edges) throws IOException {
        if (!open) {
            return false;
        }
        open = false;
        try (stream) {
            xml.writeEndElement();
            writeFrame(edges);
            // The style comes at the end, because only now it is known whether there are too many polygons for edges.
            xml.writeStartElement("style");
            xml.writeCharacters(
                    edges
                            ? "polygon{stroke:" + hex(SliceCanvas.EDGE) + ";stroke-width:" + SliceCanvas.EDGE_WIDTH
                                    + ";stroke-linejoin:bevel}"
                            : "polygon{shape-rendering:crispEdges}");
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        return true;
    }

    private void writeFrame(boolean edges) throws XMLStreamException {
        xml.writeStartElement("g");
        xml.writeAttribute("stroke", hex(Palette.INK));
        for (SliceFrame.Line line : frame.lines()) {
            xml.writeEmptyElement("line");
            xml.writeAttribute("x1", String.valueOf(place(line.x1())));
            xml.writeAttribute("y1", String.valueOf(place(line.y1())));
            xml.writeAttribute("x2", String.valueOf(place(line.x2())));
            xml.writeAttribute("y2", String.valueOf(place(line.y2())));
        }
        xml.writeEndElement();
        xml.writeStartElement("g");
        xml.writeAttribute("fill", hex(Palette.INK));
        xml.writeAttribute("font-family", "sans-serif");
        xml.writeAttribute("font-size", String.valueOf(place(frame.size())));
        for (SliceFrame.Text text : frame.texts(polygons, edges)) {
            xml.writeStartElement("text");
            xml.writeAttribute("x", String.valueOf(place(text.x())));
            xml.writeAttribute("y", String.valueOf(place(text.y())));
            xml.writeAttribute("text-anchor", text.anchor() == 0 ? "start" : text.anchor() == 1 ? "end" : "middle");
            if (text.upright()) {
                xml.writeAttribute("transform", "rotate(-90 " + place(text.x()) + " " + place(text.y()) + ")");
            }
            xml.writeCharacters(text.text());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
