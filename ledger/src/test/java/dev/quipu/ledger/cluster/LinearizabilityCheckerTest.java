package dev.quipu.ledger.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.cluster.Request.Kind;
import dev.quipu.ledger.event.ChangeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A checker that refuses nothing proves nothing. */
class LinearizabilityCheckerTest {

    private static final ChangeId CHANGE = ChangeId.parse("orders/1");
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);
    private static final Answer ABSENT = Answer.of(Answer.Kind.ABSENT);
    private static final Answer UNCHANGED = Answer.of(Answer.Kind.UNCHANGED);
    private static final Answer UNKNOWN = Answer.of(Answer.Kind.UNKNOWN);

    private final List<Operation> history = new ArrayList<>();

    @Test
    void allowsALifeInOrder() {
        at(1, 2, Kind.APPROVE, ABSENT);
        at(3, 4, Kind.PROPOSE, done(ONE));
        at(5, 6, Kind.PROPOSE, UNCHANGED);
        at(7, 8, Kind.APPROVE, done(TWO));
        at(9, 10, Kind.REJECT, settled("approved"));
        at(11, 12, Kind.WITHDRAW, done(TWO));
        at(13, 14, Kind.PROPOSE, conflict(ONE));
        isAllowed();
    }

    @Test
    void allowsAnyOrderOfWhatOverlaps() {
        at(1, 10, Kind.APPROVE, settled("rejected"));
        at(2, 9, Kind.REJECT, done(TWO));
        at(3, 8, Kind.PROPOSE, done(ONE));
        isAllowed();
    }

    @Test
    void allowsAnUnknownOutcomeToHaveAnEffectLaterOrNever() {
        at(1, 2, Kind.PROPOSE, done(ONE));
        at(3, Operation.OPEN, Kind.WITHDRAW, UNKNOWN);
        at(4, 5, Kind.PROPOSE, UNCHANGED);
        isAllowed();
        at(100, 101, Kind.APPROVE, settled("withdrawn"));
        isAllowed();
    }

    @Test
    void refusesTwoWinners() {
        at(1, 4, Kind.PROPOSE, done(ONE));
        at(2, 3, Kind.PROPOSE, done(TWO));
        isRefused();
    }

    @Test
    void refusesTwoApprovals() {
        at(1, 2, Kind.PROPOSE, done(ONE));
        at(3, 6, Kind.APPROVE, done(ONE));
        at(4, 5, Kind.APPROVE, done(TWO));
        isRefused();
    }

    @Test
    void refusesALostUpdate() {
        at(1, 2, Kind.PROPOSE, done(ONE));
        at(3, 4, Kind.WITHDRAW, done(TWO));
        at(5, 6, Kind.APPROVE, done(TWO));
        isRefused();
    }

    @Test
    void refusesAStaleRead() {
        at(1, 2, Kind.PROPOSE, done(ONE));
        at(3, 4, Kind.APPROVE, ABSENT);
        isRefused();
    }

    @Test
    void refusesAnEffectBeforeItsCall() {
        at(1, 2, Kind.PROPOSE, conflict(ONE));
        at(3, 4, Kind.PROPOSE, done(ONE));
        isRefused();
    }

    @Test
    void refusesToTellLosersOfDifferentWinners() {
        at(1, Operation.OPEN, Kind.PROPOSE, UNKNOWN);
        at(2, 3, Kind.PROPOSE, conflict(ONE));
        at(4, 5, Kind.PROPOSE, conflict(TWO));
        isRefused();
    }

    @Test
    void refusesAReasonThatWasNeverTrue() {
        at(1, 2, Kind.PROPOSE, done(ONE));
        at(3, 4, Kind.APPROVE, settled("rejected"));
        isRefused();
    }

    @Test
    void refusesOrdersThatContradictEachOther() {
        at(1, 2, Kind.PROPOSE, done(ONE));
        at(3, 20, Kind.REJECT, done(TWO));
        at(4, 5, Kind.APPROVE, settled("rejected"));
        at(6, 7, Kind.PROPOSE, UNCHANGED);
        isRefused();
    }

    @Test
    void looksAtEachChangeAlone() {
        at(1, 2, Kind.PROPOSE, done(ONE));
        history.add(new Operation(
                0, new Request(Kind.APPROVE, ChangeId.parse("orders/2"), "this"), settled("withdrawn"), 3, 4));
        assertThat(LinearizabilityChecker.violations(history)).containsOnlyKeys(ChangeId.parse("orders/2"));
    }

    /** All at once is the worst case: without memory, twelve operations have 12! orders. */
    @Test
    void remembersWhatItTried() {
        at(0, 1, Kind.PROPOSE, done(ONE));
        for (int i = 0; i < 12; i++) {
            at(2, 100, Kind.PROPOSE, conflict(ONE));
        }
        at(2, 100, Kind.APPROVE, settled("rejected"));
        Collections.shuffle(history, new Random(1));
        isRefused();
    }

    private void at(long called, long returned, Kind kind, Answer answer) {
        String content = answer.kind() == Answer.Kind.CONFLICT ? "that" : "this";
        history.add(new Operation(0, new Request(kind, CHANGE, content), answer, called, returned));
    }

    private void isAllowed() {
        assertThat(LinearizabilityChecker.violations(history)).isEmpty();
    }

    private void isRefused() {
        assertThat(LinearizabilityChecker.violations(history)).containsOnlyKeys(CHANGE);
    }

    private static Answer done(UUID id) {
        return new Answer(Answer.Kind.DONE, id + " 0");
    }

    private static Answer conflict(UUID winner) {
        return new Answer(Answer.Kind.CONFLICT, winner.toString());
    }

    private static Answer settled(String how) {
        return new Answer(Answer.Kind.SETTLED, how);
    }
}
