package dev.quipu.shell.limit;

import dev.quipu.ledger.change.ChangeFile;
import dev.quipu.ledger.change.ChangeFileParser;
import dev.quipu.ledger.change.Limit;
import dev.quipu.ledger.change.Limits;
import dev.quipu.ledger.change.ParsedChange;
import dev.quipu.ledger.change.Reaction;
import dev.quipu.ledger.change.Step;
import dev.quipu.ledger.state.ChangeState;
import dev.quipu.ledger.state.LedgerState;
import dev.quipu.ledger.state.TargetState;
import dev.quipu.ledger.state.Work;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A limit that holds on a target, and who said so. */
record LimitRow(String limit, String value, String from) {

    private static final String STANDARD = "standard";
    static final String OPERATOR = "operator";

    /** All that holds for a target now: what operators say wins over its backfill's change, and that over the rest. */
    static List<LimitRow> inForce(LedgerState state, TargetState target) {
        Map<String, LimitRow> rows = new TreeMap<>(Arrays.stream(Limit.values())
                .collect(Collectors.toMap(
                        limit -> limit.key(Reaction.HOLD),
                        limit -> new LimitRow(limit.key(Reaction.HOLD), limit.standard(), STANDARD))));
        ofBackfill(state, target)
                .forEach((limit, value) -> rows.put(
                        limit,
                        new LimitRow(
                                limit,
                                value,
                                String.valueOf(
                                        target.work() == null
                                                ? ""
                                                : target.work().task().change()))));
        target.limits().forEach((limit, value) -> rows.put(limit, new LimitRow(limit, value, OPERATOR)));
        return List.copyOf(rows.values());
    }

    private static Map<String, String> ofBackfill(LedgerState state, TargetState target) {
        if (!(target.work() instanceof Work.Begun begun)) {
            return Map.of();
        }
        ChangeState change = state.change(begun.task().change());
        return change != null
                        && ChangeFileParser.parse(
                                        "change",
                                        change.proposal().event().content().toBytes())
                                instanceof ParsedChange.Valid valid
                ? limits(valid.file(), begun.step()).texts()
                : Map.of();
    }

    private static Limits limits(ChangeFile file, int step) {
        return step >= 1 && step <= file.steps().size() && file.steps().get(step - 1) instanceof Step.BackfillStep fill
                ? fill.limits()
                : Limits.STANDARD;
    }
}
