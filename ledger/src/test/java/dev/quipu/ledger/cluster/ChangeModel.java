package dev.quipu.ledger.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one change does, one request after the other: written down from the state diagram in docs/architecture.md, and
 * deliberately not with the rules of {@code ledger.state}, which it is to judge.
 */
final class ChangeModel {

    static final State ABSENT = new State("", "", null);

    private ChangeModel() {}

    /**
     * A change between two requests.
     *
     * @param phase "", or proposed, approved, rejected or withdrawn
     * @param winner the entry that proposed it, or null as long as nobody could know
     */
    record State(String phase, String content, @Nullable String winner) {

        private State to(String next) {
            return new State(next, content, winner);
        }

        private boolean is(String... phases) {
            return List.of(phases).contains(phase);
        }
    }

    /** The state after the request if this is the right answer to it, otherwise null. */
    static @Nullable State after(State before, Request request, Answer answer) {
        State changed = effect(before, request);
        return switch (answer.kind()) {
            case UNKNOWN -> changed;
            case DONE -> changed == null || request.kind() != Request.Kind.PROPOSE ? changed : won(changed, answer);
            case GAVE_UP -> before;
            case ABSENT -> request.kind() != Request.Kind.PROPOSE && before.is("") ? before : null;
            case SETTLED ->
                request.kind() != Request.Kind.PROPOSE && changed == null && before.is(answer.detail()) ? before : null;
            case UNCHANGED -> isSame(before, request) ? before : null;
            case CONFLICT -> isConflict(before, request, answer) ? won(before, answer) : null;
        };
    }

    /** The state that the request leads to if it is accepted, or null if it can't be. */
    private static @Nullable State effect(State before, Request request) {
        return switch (request.kind()) {
            case PROPOSE -> before.is("") ? new State("proposed", request.content(), null) : null;
            case APPROVE -> before.is("proposed") ? before.to("approved") : null;
            case REJECT -> before.is("proposed") ? before.to("rejected") : null;
            case WITHDRAW -> before.is("proposed", "approved") ? before.to("withdrawn") : null;
        };
    }

    private static State won(State state, Answer answer) {
        return new State(state.phase(), state.content(), answer.id().toString());
    }

    private static boolean isSame(State state, Request request) {
        return request.kind() == Request.Kind.PROPOSE
                && state.is("proposed", "approved")
                && state.content().equals(request.content());
    }

    private static boolean isConflict(State state, Request request, Answer answer) {
        return request.kind() == Request.Kind.PROPOSE
                && !state.is("")
                && !isSame(state, request)
                && (state.winner() == null || state.winner().equals(answer.id().toString()));
    }
}
