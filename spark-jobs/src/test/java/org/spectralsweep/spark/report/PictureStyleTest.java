package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.spark.figure.AxisEnd;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.AxisSpec;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerStyle;

class PictureStyleTest {
    private static final double POINTS = 72 / 25.4;

    @TempDir
    Path folder;

    private static ReportChart chart() {
        AxisSpec axis = new AxisSpec("axis (unit)", AxisScale.LOG, AxisEnd.AUTO, AxisEnd.AUTO);
        Figure.Layer layer = new Figure.Layer(
                LayerStyle.LINES,
                "",
                LayerColor.AUTO,
                LayerRole.MAIN,
                List.of(new Mark(1, 10, "", 9, 11, Double.NaN), new Mark(8, 40, "", 38, 42, Double.NaN)));
        Figure.Panel panel = new Figure.Panel("κ", axis, axis, axis, null, List.of(layer));
        return new ReportChart(
                "chart",
                "Title",
                "A caption that says what one sees.",
                new Figure("Title", "", List.of(), 2, List.of(panel, panel)),
                new HtmlTable(List.of(), List.of()),
                List.of(List.of("group", "a"), List.of("1", "2.00 [1.90, 2.10]")));
    }

    @ParameterizedTest
    @ValueSource(doubles = {40, 85, 180, 400})
    void aPdfHasTheWidthThatWasAskedFor(double millimetres) throws IOException {
        PictureStyle style = new PictureStyle(List.of(PictureFormat.PDF), millimetres);
        assertThat(chart().write(folder, style)).isEmpty();
        try (PDDocument document = Loader.loadPDF(folder.resolve("chart.pdf").toFile())) {
            assertThat(document.getNumberOfPages()).isOne();
            assertThat(document.getPage(0).getMediaBox().getWidth() / POINTS).isCloseTo(millimetres, within(0.2));
            BufferedImage image = new PDFRenderer(document).renderImage(0);
            boolean blue = false;
            for (int x = 0; x < image.getWidth(); x++) {
                for (int y = 0; y < image.getHeight(); y++) {
                    int rgb = image.getRGB(x, y);
                    blue |= (rgb & 0xff) > 140 && (rgb >> 16 & 0xff) < 60;
                }
            }
            assertThat(blue).as("the line is drawn").isTrue();
        }
        assertThat(folder.resolve("chart.png")).doesNotExist();
    }

    @Test
    void lettersKeepTheirSizeAndPanelsStandBelowEachOther() {
        FigurePicture column = picture(85);
        FigurePicture page = picture(180);
        // Seven points of a printer for the 12 of a label, whatever the width.
        assertThat(new PictureStyle(List.of(PictureFormat.PDF), 85.0).printed(column.width()))
                .isCloseTo(7.0 / 12, within(0.002));
        assertThat(new PictureStyle(List.of(PictureFormat.PDF), 180.0).printed(page.width()))
                .isCloseTo(7.0 / 12, within(0.002));
        assertThat(column.height()).isGreaterThan(column.width());
        assertThat(page.height()).isLessThan(page.width());
    }

    private static FigurePicture picture(double millimetres) {
        ReportChart chart = chart();
        return new FigurePicture(
                chart.figure(),
                chart.caption(),
                chart.key(),
                new PictureStyle(List.of(PictureFormat.PDF), millimetres).layoutWidth());
    }

    @Test
    void aBitmapHasThreeHundredDotsAnInch() throws IOException {
        PictureStyle style = new PictureStyle(List.of(PictureFormat.SVG, PictureFormat.PNG), 101.6);
        assertThat(chart().write(folder, style)).isEmpty();
        assertThat(ImageIO.read(folder.resolve("chart.png").toFile()).getWidth())
                .isEqualTo(1200);
        assertThat(folder.resolve("chart.svg")).isNotEmptyFile();
        assertThat(style.files("chart")).containsExactly("chart.png", "chart.svg");
        assertThat(style.listed("chart")).isEqualTo("chart.{png,svg}");
        assertThat(new PictureStyle(List.of(PictureFormat.PDF), null).listed("chart"))
                .isEqualTo("chart.pdf");
    }

    @Test
    void theTableAndTheCaptionStandUnderThePanels() throws IOException {
        assertThat(chart().write(folder, PictureStyle.SCREEN)).isEmpty();
        DrawnPicture picture = DrawnPicture.read(folder.resolve("chart.svg"));
        assertThat(picture.text("2.00 [1.90, 2.10]").y())
                .isGreaterThan(picture.text("group").y());
        assertThat(picture.text("A caption that says what one sees.").y())
                .isGreaterThan(picture.text("2.00 [1.90, 2.10]").y());
    }

    @Test
    void refusesWidthsThatNoPaperHas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PictureStyle(List.of(PictureFormat.PDF), 39.0))
                .withMessage("widthMm must be from 40.0 to 1200.0 but was 39.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new PictureStyle(List.of(PictureFormat.PDF), Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new PictureStyle(List.of(), null));
    }
}
