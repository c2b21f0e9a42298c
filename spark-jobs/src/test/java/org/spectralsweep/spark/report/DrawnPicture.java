package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What a picture shows, read back from its vector graphics: shapes and texts at places of the page, in the order of
 * painting.
 */
final class DrawnPicture {
    private static final String INK = "rgb(51,51,51)";
    private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+(?:[eE]-?[0-9]+)?");
    private static final Pattern SEGMENT = Pattern.compile("([MLQCZ])([^MLQCZ]*)");

    private final List<Shape> shapes = new ArrayList<>();
    private final List<Text> texts = new ArrayList<>();

    /**
     * A painted shape.
     *
     * @param kind name of the element
     * @param fill colour, or none
     * @param stroke colour, or none
     * @param dashed whether its stroke is dashed
     * @param points corners of a line or a path, or the centre of an ellipse
     * @param box box around the whole shape
     */
    record Shape(String kind, String fill, String stroke, boolean dashed, List<Point2D> points, Rectangle2D box) {
        boolean isFilled(String color) {
            return fill.equals(color);
        }

        boolean isStroked(String color) {
            return stroke.equals(color);
        }

        double centreX() {
            return box.getCenterX();
        }

        double centreY() {
            return box.getCenterY();
        }
    }

    /** A text at the start of its baseline. */
    record Text(String text, double x, double y) {}

    private DrawnPicture() {}

    static DrawnPicture read(Path svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            DrawnPicture picture = new DrawnPicture();
            picture.walk(factory.newDocumentBuilder().parse(svg.toFile()).getDocumentElement(), new AffineTransform());
            return picture;
        } catch (Exception e) {
            throw new AssertionError(svg.toString(), e);
        }
    }

    List<Shape> shapes() {
        return shapes;
    }

    List<Text> texts() {
        return texts;
    }

    Text text(String wanted) {
        List<Text> found =
                texts.stream().filter(text -> text.text().equals(wanted)).toList();
        assertThat(found).as(wanted).hasSize(1);
        return found.get(0);
    }

    /** The horizontal axis of the lowest or only panel. Its ticks hang below a line and above their labels. */
    Axis horizontalAxis() {
        return axis(true);
    }

    Axis verticalAxis() {
        return axis(false);
    }

    private Axis axis(boolean horizontal) {
        List<Shape> ticks = shapes.stream()
                .filter(shape -> shape.kind().equals("line")
                        && shape.isStroked(INK)
                        && shape.box().getWidth() == (horizontal ? 0 : 5)
                        && shape.box().getHeight() == (horizontal ? 5 : 0))
                .toList();
        List<Double> places = new ArrayList<>();
        List<Text> labels = new ArrayList<>();
        for (Shape tick : ticks) {
            places.add(horizontal ? tick.centreX() : tick.centreY());
            labels.add(texts.stream()
                    .min(Comparator.comparingDouble(text -> horizontal
                            ? below(tick, text)
                            : Math.hypot(text.y() - 4.3 - tick.centreY(), beside(tick, text))))
                    .orElseThrow());
        }
        return new Axis(places, labels.stream().map(Text::text).toList());
    }

    /** How far a text is from the place of a label below a tick, up to half the width of a letter. */
    private static double below(Shape tick, Text text) {
        double width = Lettering.width(Lettering.LABELS, text.text());
        return Math.hypot(
                text.x() + width / 2 - tick.centreX(), text.y() - tick.box().getMaxY() - 15);
    }

    private static double beside(Shape tick, Text text) {
        double end = text.x() + Lettering.width(Lettering.LABELS, text.text());
        return end - (tick.box().getMinX() - 4);
    }

    /** An axis as a reader sees it: places on the page and the values at them. */
    record Axis(List<Double> places, List<String> labels) {
        List<Double> values() {
            return labels.stream().map(Axis::number).toList();
        }

        private static double number(String label) {
            return Double.parseDouble(label.replace('−', '-'));
        }

        /** The value at a place. The place may also lie beyond the first or the last tick. */
        double linear(double place) {
            return number(labels.get(0)) + part(place) * (number(last()) - number(labels.get(0)));
        }

        double logarithmic(double place) {
            double first = number(labels.get(0));
            return first * Math.pow(number(last()) / first, part(place));
        }

        private double part(double place) {
            return (place - places.get(0)) / (places.get(places.size() - 1) - places.get(0));
        }

        private String last() {
            return labels.get(labels.size() - 1);
        }
    }

    private void walk(Element element, AffineTransform outer) {
        AffineTransform transform = new AffineTransform(outer);
        transform.concatenate(transform(element.getAttribute("transform")));
        switch (element.getTagName()) {
            case "defs" -> {
                return;
            }
            case "text" -> {
                Point2D at = point(transform, number(element, "x"), number(element, "y"));
                texts.add(new Text(element.getTextContent(), at.getX(), at.getY()));
            }
            case "line" ->
                add(
                        element,
                        transform,
                        number(element, "x1"),
                        number(element, "y1"),
                        number(element, "x2"),
                        number(element, "y2"));
            case "ellipse" -> ellipse(element, transform);
            case "rect" -> {
                double x = number(element, "x");
                double y = number(element, "y");
                double right = x + number(element, "width");
                double bottom = y + number(element, "height");
                add(element, transform, x, y, right, y, right, bottom, x, bottom);
            }
            case "path" -> add(element, transform, corners(element.getAttribute("d")));
            case "polygon", "polyline" -> add(element, transform, numbers(element.getAttribute("points")));
            default -> {}
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                walk(inner, transform);
            }
        }
    }

    private static AffineTransform transform(String text) {
        double[] values = numbers(text);
        if (text.startsWith("translate")) {
            return AffineTransform.getTranslateInstance(values[0], values[1]);
        }
        if (text.startsWith("matrix")) {
            return new AffineTransform(values);
        }
        assertThat(text).isEmpty();
        return new AffineTransform();
    }

    private void ellipse(Element element, AffineTransform transform) {
        Point2D centre = point(transform, number(element, "cx"), number(element, "cy"));
        double width = number(element, "rx");
        double height = number(element, "ry");
        Rectangle2D box = new Rectangle2D.Double(centre.getX() - width, centre.getY() - height, 2 * width, 2 * height);
        shapes.add(new Shape(
                "ellipse", style(element, "fill"), style(element, "stroke"), isDashed(element), List.of(centre), box));
    }

    private void add(Element element, AffineTransform transform, double... coordinates) {
        List<Point2D> points = new ArrayList<>();
        Path2D path = new Path2D.Double();
        for (int i = 0; i + 1 < coordinates.length; i += 2) {
            Point2D at = point(transform, coordinates[i], coordinates[i + 1]);
            points.add(at);
            if (i == 0) {
                path.moveTo(at.getX(), at.getY());
            } else {
                path.lineTo(at.getX(), at.getY());
            }
        }
        shapes.add(new Shape(
                element.getTagName(),
                style(element, "fill"),
                style(element, "stroke"),
                isDashed(element),
                points,
                path.getBounds2D()));
    }

    private static double[] corners(String data) {
        List<Double> corners = new ArrayList<>();
        Matcher segment = SEGMENT.matcher(data);
        while (segment.find()) {
            double[] values = numbers(segment.group(2));
            if (values.length >= 2) {
                corners.add(values[values.length - 2]);
                corners.add(values[values.length - 1]);
            }
        }
        return corners.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Point2D point(AffineTransform transform, double x, double y) {
        return transform.transform(new Point2D.Double(x, y), null);
    }

    private static double[] numbers(String text) {
        List<Double> numbers = new ArrayList<>();
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            numbers.add(Double.valueOf(number.group()));
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static String style(Element element, String key) {
        for (String part : element.getAttribute("style").split(";", -1)) {
            if (part.startsWith(key + ":")) {
                return part.substring(key.length() + 1);
            }
        }
        return "none";
    }

    private static boolean isDashed(Element element) {
        return !style(element, "stroke-dasharray").equals("none");
    }

    /** A colour as it is written in vector graphics. */
    static String color(java.awt.Color color) {
        return String.format(Locale.ROOT, "rgb(%d,%d,%d)", color.getRed(), color.getGreen(), color.getBlue());
    }
}
