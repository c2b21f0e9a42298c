package org.spectralsweep.spark.report;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A report as one HTML file. Style, script and data are in it, so it works without a network. Without script, drawn
 * pictures stay.
 *
 * @param title of the page
 * @param made when and by what, in a sentence
 * @param beside exponents of several folders side by side; without rows for one folder
 * @param sections one for each results folder
 */
public record ReportPage(String title, String made, HtmlTable beside, List<ReportSection> sections) {
    private static final String LIBRARY = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

    /** Nothing may be loaded, and only the page's own scripts run, whatever a text in the page would like. */
    private static final String POLICY = "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline';"
            + " base-uri 'none'; form-action 'none'; script-src ";

    /** Copies. */
    public ReportPage {
        sections = List.copyOf(sections);
    }

    /** The page. */
    public String html() {
        PageIds ids = new PageIds();
        List<String> scripts = library()
                .map(library -> List.of("\n" + library + "\n", "\n" + resource("report.js")))
                .orElse(List.of());
        StringBuilder html = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(POLICY)
                .append(
                        scripts.isEmpty()
                                ? "'none'"
                                : scripts.stream().map(ReportPage::digest).collect(joining(" ")))
                .append("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n")
                .append(Html.element("title", title))
                .append("\n<style>\n")
                .append(resource("report.css"))
                .append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(Html.escaped(title))
                .append("</h1>\n");
        if (!beside.rows().isEmpty()) {
            html.append("<section class=\"card\">\n<h2>Exponents side by side</h2>\n")
                    .append(beside.page("Exponents with 95 % intervals by folder"))
                    .append("</section>\n");
        }
        sections.forEach(section -> html.append(section.html(ids)));
        html.append("</main>\n<footer>").append(Html.element("p", made)).append("</footer>\n");
        scripts.forEach(script -> html.append("<script>").append(script).append("</script>\n"));
        return html.append("</body>\n</html>\n").toString();
    }

    /** A script as the policy names it. */
    private static String digest(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String resource(String name) {
        return read(name).orElseThrow(() -> new IllegalStateException(name + " is missing from the jar"));
    }

    /** The library of charts; empty where an application jar left it out. */
    private static Optional<String> library() {
        // An end tag in a string would end the element.
        return read(LIBRARY).map(script -> script.replace("</script", "<\\/script"));
    }

    private static Optional<String> read(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
