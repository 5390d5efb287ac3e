package dev.quipu.ledger.change;

import dev.quipu.ledger.event.StepOutline;
import dev.quipu.ledger.event.ToggleSetting;

/** A step that sets a feature toggle of the target. The toggle is the ledger's; the database is left alone. */
public record ToggleStep(String name, ToggleSetting toggle) implements Step {

    /** @throws IllegalArgumentException if the name is no step name */
    public ToggleStep {
        StepNames.require(name);
    }

    @Override
    public String kind() {
        return "toggle";
    }

    @Override
    public boolean isReversible() {
        return true;
    }

    @Override
    public StepOutline outline() {
        return new StepOutline(name, kind(), isReversible(), toggle);
    }
}
