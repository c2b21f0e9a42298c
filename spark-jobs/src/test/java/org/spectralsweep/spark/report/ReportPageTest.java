package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.figure.AxisEnd;
import org.spectralsweep.spark.figure.AxisScale;
import org.spectralsweep.spark.figure.AxisSpec;
import org.spectralsweep.spark.figure.LayerColor;
import org.spectralsweep.spark.figure.LayerStyle;

/** A report is one page that loads nothing, escapes every text, and has its data as pictures, JSON and tables. */
class ReportPageTest {
    private static final String EVIL = "</script><script>alert(1)</script><img src=x onerror='alert(2)'>\"&";

    private static ReportChart chart(String text) {
        AxisSpec axis = new AxisSpec(text, AxisScale.LOG, AxisEnd.AUTO, AxisEnd.AUTO);
        Figure.Layer layer = new Figure.Layer(
                LayerStyle.POINTS,
                text,
                LayerColor.AUTO,
                LayerRole.MAIN,
                List.of(
                        new Mark(1, 10, text, 9, 11, Double.NaN),
                        new Mark(2, 40, text, 38, 42, Double.NaN),
                        Mark.of(0, 5, text)));
        Figure.Panel panel = new Figure.Panel(text, axis, axis, axis, new Figure.Band(1, 2), List.of(layer));
        return new ReportChart(
                "picture",
                text,
                text,
                new Figure(text, text, List.of(), 1, List.of(panel)),
                new HtmlTable(List.of(text), List.of(List.of(text))));
    }

    private static String page(String text) {
        ReportSection section = new ReportSection(
                text,
                text,
                text,
                Map.of(text, text),
                List.of(text),
                List.of(text),
                List.of(
                        new ReportSection.Chapter(
                                text,
                                List.of(
                                        chart(text),
                                        chart(text),
                                        new ReportText(text, text, text, true),
                                        new ReportPicture(text, text, "image/svg+xml", new byte[] {1, 2}),
                                        new KernelRatios(
                                                text,
                                                text,
                                                new KernelRatioTable(List.of(new KernelRatioTable.Row(
                                                        text, List.of(new ChartPoint(2, 1, 4, 5.0, 2.0)))))))),
                        new ReportSection.Chapter("empty", List.of())));
        HtmlTable beside = new HtmlTable(List.of("law", text), List.of(List.of(text, text)));
        return new ReportPage(text, text, beside, List.of(section)).html();
    }

    private static List<String> scripts(String page) {
        List<String> scripts = new ArrayList<>();
        Matcher script =
                Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(page);
        while (script.find()) {
            scripts.add(script.group(1));
        }
        return scripts;
    }

    @Test
    void textsCannotBecomeElements() {
        String page = page(EVIL);
        assertThat(page).doesNotContain("<script>alert").doesNotContain("<img src=x");
        assertThat(page)
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;alert(2)&#39;&gt;&quot;&amp;");
        // The library, the page's own, and nothing else.
        assertThat(scripts(page)).hasSize(2);
        assertThat(page.split("<script", -1)).hasSize(1 + 2 + 2);
    }

    @Test
    void onlyThePagesOwnScriptsMayRun() throws Exception {
        String page = page("x");
        for (String script : scripts(page)) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            assertThat(page).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }
        assertThat(page).contains("default-src 'none'");
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        String page = page("x");
        String own = page.replace(scripts(page).get(0), "");
        assertThat(Pattern.compile("(src|href)=\"(?!data:|#)").matcher(own).find())
                .isFalse();
        assertThat(own).doesNotContain("@import").doesNotContain("url(http");
    }

    @Test
    void chartsHaveAPictureJsonAndATable() throws IOException {
        String page = page(EVIL);
        assertThat(page.split("<svg role=\"img\" aria-label=", -1)).hasSize(3);
        assertThat(page).contains("id=\"chart-1-data\"", "id=\"chart-2-data\"", "<summary>As a table: 1 row</summary>");
        Matcher data = Pattern.compile("<script type=\"application/json\" id=\"chart-1-data\">(.*?)</script>")
                .matcher(page);
        assertThat(data.find()).isTrue();
        JsonNode panel = new ObjectMapper().readTree(data.group(1)).path(0);
        assertThat(panel.path("title").asText()).isEqualTo(EVIL);
        assertThat(panel.path("shaded").toString()).isEqualTo("[1.0,2.0]");
        // The mark at 0 has no place on a logarithmic axis.
        assertThat(panel.path("layers").path(0).path("marks").toString())
                .isEqualTo("[[1.0,10.0,9.0,11.0],[2.0,40.0,38.0,42.0]]");
    }

    @Test
    void idsAreUnique() {
        Matcher id = Pattern.compile(" id=\"([^\"]+)\"").matcher(page("x").replaceAll("(?s)<script>.*?</script>", ""));
        List<String> ids = new ArrayList<>();
        while (id.find()) {
            ids.add(id.group(1));
        }
        assertThat(ids).hasSizeGreaterThan(5).doesNotHaveDuplicates();
    }

    @Test
    void headingsAreInOrderAndTablesHaveHeaders() {
        String page = page("x");
        assertThat(page).startsWith("<!DOCTYPE html>\n<html lang=\"en\">").doesNotContain("<h2>empty</h2>");
        Matcher heading = Pattern.compile("<h([1-6])>").matcher(page.replaceAll("(?s)<script>.*?</script>", ""));
        int before = 0;
        while (heading.find()) {
            int level = Integer.parseInt(heading.group(1));
            assertThat(level).isLessThanOrEqualTo(before + 1);
            before = level;
        }
        assertThat(before).isPositive();
        assertThat(page.split("<table", -1)).hasSameSizeAs(page.split("<caption>", -1));
        assertThat(page).contains("<th scope=\"col\"", "<th scope=\"row\">");
    }

    @Test
    void ratiosHaveColoursThatLettersStandOutFrom() {
        assertThat(page("x"))
                .contains("<td class=\"number\" style=\"background:#")
                .contains(">2.24</td>");
    }

    @Test
    void longTablesShowTheirFirstRowsAndFoldTheRest() {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 1; i <= 61; i++) {
            rows.add(List.of("row " + i));
        }
        HtmlTable all = new HtmlTable(List.of("name"), rows);
        HtmlTable less = new HtmlTable(List.of("name"), rows.subList(0, 60));
        assertThat(new ReportTable("Title", "", less, false).html(new PageIds()))
                .contains(">row 60<")
                .doesNotContain("<details>");
        String cut = new ReportTable("Title", "", all, false).html(new PageIds());
        assertThat(cut).contains("These are the first 30 of 61 rows.");
        assertThat(cut.indexOf(">row 30<")).isLessThan(cut.indexOf("<details>"));
        assertThat(cut.indexOf(">row 31<")).isGreaterThan(cut.indexOf("<details>"));
        assertThat(cut).contains(">row 61<");
    }
}
