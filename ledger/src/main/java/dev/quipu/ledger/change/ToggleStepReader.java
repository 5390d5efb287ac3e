package dev.quipu.ledger.change;

import dev.quipu.ledger.event.ToggleSetting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads steps that set a feature toggle. */
final class ToggleStepReader implements StepKindReader {

    private static final List<String> KEYS = List.of("name", "percentage", "rollback");

    @Override
    public String key() {
        return "toggle";
    }

    @Override
    public List<String> furtherKeys() {
        return List.of();
    }

    @Override
    public @Nullable Step read(Fields step, String name) {
        Fields fields = step.mapping("toggle", KEYS);
        if (fields == null) {
            return null;
        }
        String toggle = fields.required("name", "Name the toggle, such as new-prices.");
        Long percentage = fields.wholeNumber("percentage", 0, 100);
        if (!fields.has("percentage")) {
            fields.problem("percentage", "'percentage' is missing", "Write for how many it is on, from 0 to 100.");
        }
        Long rollback = fields.wholeNumber("rollback", 0, 100);
        if (toggle == null || percentage == null) {
            return null;
        }
        try {
            int back = rollback == null ? 0 : rollback.intValue();
            return new ToggleStep(name, new ToggleSetting(toggle, percentage.intValue(), back));
        } catch (IllegalArgumentException e) {
            fields.problem("name", String.valueOf(e.getMessage()), "Write it like 'new-prices'.");
            return null;
        }
    }
}
