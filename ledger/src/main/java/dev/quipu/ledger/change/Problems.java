package dev.quipu.ledger.change;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** The problems of one file, collected while it is read. Not thread-safe. */
final class Problems {

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Node node, String message, String fix) {
        add(node.getStartMark().map(Mark::getLine).orElse(-1) + 1, message, fix);
    }

    void add(int line, String message, String fix) {
        found.add(new Problem(file, line, message, fix));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Problem> inOrder() {
        return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}
