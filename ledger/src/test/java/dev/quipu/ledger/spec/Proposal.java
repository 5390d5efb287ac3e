package dev.quipu.ledger.spec;

import dev.quipu.ledger.event.ChangeEvent.ChangeProposed;
import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Content;
import dev.quipu.ledger.event.Phase;
import dev.quipu.ledger.event.StepOutline;
import dev.quipu.ledger.event.ToggleSetting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A proposal in the making: two reversible steps and content of its own, unless said otherwise. */
public record Proposal(
        ChangeId change,
        String text,
        List<ChangeId> requires,
        List<StepOutline> steps,
        @Nullable String irreversible) {

    /** The proposal of {@code change}. */
    public static Proposal of(String change) {
        return new Proposal(ChangeId.parse(change), "content of " + change, List.of(), steps(2, true), null);
    }

    /** With other content. */
    public Proposal text(String other) {
        return new Proposal(change, other, requires, steps, irreversible);
    }

    /** With requirements. */
    public Proposal requires(String... others) {
        List<ChangeId> ids = Stream.of(others).map(ChangeId::parse).toList();
        return new Proposal(change, text, ids, steps, irreversible);
    }

    /** With another number of steps. */
    public Proposal steps(int count) {
        return new Proposal(change, text, requires, steps(count, true), irreversible);
    }

    /** With two backfills. */
    public Proposal backfilling() {
        List<StepOutline> backfills = List.of(
                new StepOutline("step-1", StepOutline.BACKFILL, true),
                new StepOutline("step-2", StepOutline.BACKFILL, true));
        return new Proposal(change, text, requires, backfills, irreversible);
    }

    /** With a step that sets a toggle to 25 percent, and back to none. */
    public Proposal toggling(String toggle) {
        StepOutline step = new StepOutline("step-1", "toggle", true, new ToggleSetting(toggle, 25, 0));
        return new Proposal(change, text, requires, List.of(step), irreversible);
    }

    /** With steps that have no way back. */
    public Proposal withoutRollback() {
        return new Proposal(change, text, requires, steps(2, false), irreversible);
    }

    /** With a reason why there is no way back. */
    public Proposal irreversible(String reason) {
        return new Proposal(change, text, requires, steps, reason);
    }

    /** The event. */
    public ChangeProposed event() {
        return new ChangeProposed(
                change,
                "name-" + change.number(),
                "intent",
                null,
                Phase.EXPAND,
                requires,
                steps,
                irreversible,
                "yaml/1",
                Content.of(text.getBytes(StandardCharsets.UTF_8)),
                List.of());
    }

    private static List<StepOutline> steps(int count, boolean reversible) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new StepOutline("step-" + number, "sql", reversible))
                .toList();
    }
}
