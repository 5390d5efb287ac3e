package dev.quipu.ledger.change;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Deprecation;
import dev.quipu.ledger.event.Phase;
import dev.quipu.ledger.event.ServiceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the top level of a change file. Every value that can't be read is a problem. */
final class ChangeReader {

    private static final List<String> KEYS = List.of(
            "service",
            "number",
            "name",
            "intent",
            "ticket",
            "phase",
            "requires",
            "notes",
            "deprecates",
            "steps",
            "irreversible",
            "waive-backup");

    private final Problems problems;
    private final Fields fields;

    ChangeReader(MappingNode root, Problems problems) {
        this.problems = problems;
        this.fields = new Fields(root, KEYS, problems);
    }

    /** The change, or null if anything in the file is a problem. */
    @Nullable
    ChangeFile read(@Nullable Integer numberInFileName) {
        ServiceName service = service();
        int number = number(numberInFileName);
        String name = name();
        String intent = fields.required("intent", "Say in a sentence why the change is made.");
        String ticket = fields.text("ticket");
        Phase phase = phase();
        ChangeId id = service == null || number == 0 ? null : new ChangeId(service, number);
        List<ChangeId> requires = requires(id);
        List<String> notes =
                fields.texts("notes").stream().map(Fields.TextItem::text).toList();
        String irreversible = fields.text("irreversible");
        String waiveBackup = fields.text("waive-backup");
        List<Deprecation> deprecates = deprecates();
        List<Step> steps = new StepsReader(fields, problems).read();
        if (!problems.isEmpty() || id == null || name == null || intent == null) {
            return null;
        }
        return new ChangeFile(
                id, name, intent, ticket, phase, requires, notes, steps, irreversible, deprecates, waiveBackup);
    }

    private @Nullable ServiceName service() {
        String text = fields.required("service", "Name the service that owns the schema.");
        try {
            return text == null ? null : new ServiceName(text);
        } catch (IllegalArgumentException e) {
            fields.problem("service", String.valueOf(e.getMessage()), "Write the name as `service list` shows it.");
            return null;
        }
    }

    /** The number, or 0 after a problem. */
    private int number(@Nullable Integer numberInFileName) {
        ScalarNode scalar = fields.scalar("number");
        if (scalar == null) {
            if (!fields.has("number")) {
                fields.problem("number", "'number' is missing", "Give the change the service's next number.");
            }
            return 0;
        }
        if (!scalar.getTag().equals(Tag.INT) || !scalar.getValue().matches("[1-9]\\d{0,8}")) {
            String shown = Excerpt.of(scalar.getValue());
            String fix = "Write it as digits without quotes, leading zeros or sign, from 1 to 999999999.";
            fields.problem("number", "number '%s' is not a positive whole number".formatted(shown), fix);
            return 0;
        }
        int number = Integer.parseInt(scalar.getValue());
        if (numberInFileName != null && numberInFileName != number) {
            String message = "number is %d, but the file's name begins with %d".formatted(number, numberInFileName);
            fields.problem("number", message, "Rename the file or correct the number.");
        }
        return number;
    }

    private @Nullable String name() {
        String name = fields.required("name", "Give the change a short name such as 'add-currency'.");
        try {
            if (name != null) {
                ChangeFile.requireName(name);
            }
            return name;
        } catch (IllegalArgumentException e) {
            fields.problem("name", String.valueOf(e.getMessage()), "Write it like 'add-currency'.");
            return null;
        }
    }

    private Phase phase() {
        String text = fields.text("phase");
        if (text == null) {
            return Phase.EXPAND;
        }
        for (Phase phase : Phase.values()) {
            if (phase.name().toLowerCase(Locale.ROOT).equals(text)) {
                return phase;
            }
        }
        List<String> known = List.of("expand", "migrate", "contract");
        String fix = Suggestion.of(text, known)
                .map("Did you mean '%s'?"::formatted)
                .orElse("Write one of " + String.join(", ", known) + ".");
        fields.problem("phase", "phase '%s' is unknown".formatted(Excerpt.of(text)), fix);
        return Phase.EXPAND;
    }

    private List<Deprecation> deprecates() {
        List<Deprecation> deprecates = new ArrayList<>();
        for (Node item : fields.items("deprecates")) {
            if (!(item instanceof MappingNode mapping)) {
                problems.add(item, "an item of 'deprecates' is not a mapping", "Write '- object: table.column'.");
                continue;
            }
            Fields keys = new Fields(mapping, List.of("object", "until", "replacement"), problems);
            String object = keys.required("object", "Name what is not to be used any more.");
            String until = keys.text("until");
            String replacement = keys.text("replacement");
            try {
                deprecates.add(new Deprecation(object == null ? "?" : object, until, replacement));
            } catch (IllegalArgumentException e) {
                keys.problem("until", String.valueOf(e.getMessage()), "Write the last day of use as 2027-01-31.");
            }
        }
        return deprecates;
    }

    private List<ChangeId> requires(@Nullable ChangeId self) {
        List<ChangeId> requires = new ArrayList<>();
        for (Fields.TextItem item : fields.texts("requires")) {
            try {
                ChangeId required = ChangeId.parse(item.text());
                if (self != null && required.service().equals(self.service()) && required.number() >= self.number()) {
                    String message = "%s requires %s, which does not come before it".formatted(self, required);
                    problems.add(item.node(), message, "Changes of one service run in the order of their numbers.");
                } else if (requires.contains(required)) {
                    problems.add(item.node(), "%s is required twice".formatted(required), "Remove one of the two.");
                }
                requires.add(required);
            } catch (IllegalArgumentException e) {
                problems.add(item.node(), String.valueOf(e.getMessage()), "Write it like 'orders/7'.");
            }
        }
        return requires;
    }
}
