package dev.quipu.ledger.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the steps of a change file and checks them against each other. */
final class StepsReader {

    private final Fields fields;
    private final Problems problems;

    StepsReader(Fields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    List<Step> read() {
        if (!fields.has("steps")) {
            fields.problem("steps", "'steps' is missing", "Add at least one step: '- sql: |' with its rollback.");
            return List.of();
        }
        List<Node> items = fields.items("steps");
        if (fields.isEmptyList("steps")) {
            fields.problem("steps", "'steps' is empty", "Add at least one step: '- sql: |' with its rollback.");
        }
        List<Step> steps = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Step step = new StepReader(problems).read(items.get(i), i + 1);
            if (step == null) {
                continue;
            }
            steps.add(step);
            checkName(items.get(i), step, names);
            checkRollback(items.get(i), step);
        }
        checkContradiction(items, steps);
        return steps;
    }

    private void checkName(Node node, Step step, Set<String> names) {
        if (!names.add(step.name())) {
            String message = "two steps are named '%s'".formatted(Excerpt.of(step.name()));
            problems.add(node, message, "Give each step a name of its own.");
        }
    }

    private void checkRollback(Node node, Step step) {
        if (!step.isReversible() && !fields.has("irreversible")) {
            String message = "%s step '%s' has no 'rollback'".formatted(step.kind(), Excerpt.of(step.name()));
            problems.add(node, message, "Add one, or say 'irreversible: <reason>' at the top of the file.");
        }
    }

    private void checkContradiction(List<Node> items, List<Step> steps) {
        boolean allRead = !items.isEmpty() && items.size() == steps.size();
        if (allRead && fields.has("irreversible") && steps.stream().allMatch(Step::isReversible)) {
            String message = "the change is called irreversible, but every sql step has a rollback";
            fields.problem("irreversible", message, "Remove 'irreversible', or the rollbacks that don't work.");
        }
    }
}
