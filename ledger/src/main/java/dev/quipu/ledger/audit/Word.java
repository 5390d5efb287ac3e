package dev.quipu.ledger.audit;

import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Direction;
import dev.quipu.ledger.state.Refusal;
import java.util.Locale;

/** Words that stand in the tables for Java's types. */
final class Word {

    private Word() {}

    static String of(ActorKind kind) {
        return switch (kind) {
            case HUMAN -> "human";
            case AGENT -> "agent";
            case CONDUCTOR -> "conductor";
        };
    }

    static String of(Direction direction) {
        return switch (direction) {
            case FORWARD -> "forward";
            case BACK -> "back";
        };
    }

    static String of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Conflict conflict -> "conflict";
            case Refusal.Unknown unknown -> "unknown";
            case Refusal.NotAllowed notAllowed -> "not-allowed";
            case Refusal.Forbidden forbidden -> "forbidden";
            case Refusal.Invalid invalid -> "invalid";
            case Refusal.Stale stale -> "stale";
            case Refusal.Duplicate duplicate -> "duplicate";
        };
    }

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
