package org.spectralsweep.spark.conf;

import java.util.List;
import org.spectralsweep.spec.Misnomer;
import org.spectralsweep.spec.SpecProblem;
import org.spectralsweep.spec.SpecType;

/** Reads values of the spec's types from trees that know the lines of their values. */
final class Binding {
    private Binding() {}

    /** The value of a tree at a path of the file. */
    static Object read(SpecType type, Node node, String path) {
        try {
            return type.read(node.json(), path);
        } catch (SpecProblem problem) {
            throw located(problem, node, path);
        }
    }

    private static SpecException located(SpecProblem problem, Node node, String path) {
        String inside = problem.path().equals(path) ? "" : problem.path().substring(path.length() + 1);
        Node blamed = inside.isEmpty() ? node : node.nearest(inside);
        Misnomer misnomer = problem.misnomer();
        if (misnomer == null) {
            return blamed.origin().problem(problem.sentence());
        }
        String given = misnomer.given();
        List<String> names = misnomer.candidates();
        String ending = misnomer.listed() && !names.isEmpty()
                ? Suggestion.nearest(given, names)
                        .map(name -> "; did you mean '" + name + "'?")
                        .orElse("")
                : Suggestion.ending(given, names);
        return blamed.origin().problem(problem.sentence() + ending);
    }
}
