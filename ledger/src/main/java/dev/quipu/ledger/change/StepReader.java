package dev.quipu.ledger.change;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one step of a change file: its name and, by the one key that tells its kind, all else. */
final class StepReader {

    private static final List<StepKindReader> KINDS = List.of(
            new SqlStepReader(),
            new BackfillStepReader(),
            new VerifyStepReader(),
            new BackupStepReader(),
            new SubjectStepReader(),
            new ToggleStepReader());

    private static final List<String> KEYS =
            KINDS.stream().flatMap(StepReader::keys).distinct().toList();

    private final Problems problems;

    StepReader(Problems problems) {
        this.problems = problems;
    }

    /** The step at {@code position} (from 1), or null after a problem. */
    @Nullable
    Step read(Node node, int position) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, "step %d is not a mapping".formatted(position), "Write '- sql: |' or '- verify: …'.");
            return null;
        }
        Fields fields = new Fields(mapping, KEYS, problems);
        String name = name(fields, position);
        List<StepKindReader> kinds =
                KINDS.stream().filter(kind -> fields.has(kind.key())).toList();
        if (kinds.size() != 1) {
            problems.add(
                    node,
                    "step %d has %s".formatted(position, kinds.isEmpty() ? "no kind" : quoted(kinds)),
                    "A step has exactly one of the keys " + quoted(KINDS) + ".");
            return null;
        }
        refuseOthers(fields, kinds.getFirst());
        return kinds.getFirst().read(fields, name);
    }

    private static Stream<String> keys(StepKindReader kind) {
        return Stream.concat(Stream.of("name", kind.key()), kind.furtherKeys().stream());
    }

    private static String quoted(List<StepKindReader> kinds) {
        return kinds.stream().map(kind -> "'" + kind.key() + "'").collect(Collectors.joining(", "));
    }

    private static String name(Fields fields, int position) {
        String name = fields.text("name");
        if (name == null) {
            return StepNames.byPosition(position);
        }
        try {
            StepNames.require(name);
            return name;
        } catch (IllegalArgumentException e) {
            fields.problem("name", String.valueOf(e.getMessage()), "Shorten it or put it on one line.");
            return StepNames.byPosition(position);
        }
    }

    private static void refuseOthers(Fields fields, StepKindReader kind) {
        List<String> own = keys(kind).toList();
        for (String key : KEYS) {
            if (fields.has(key) && !own.contains(key)) {
                fields.problem(key, "a %s step has no '%s'".formatted(kind.key(), key), "Remove it.");
            }
        }
    }
}
