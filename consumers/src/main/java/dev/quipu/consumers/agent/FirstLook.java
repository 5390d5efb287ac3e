package dev.quipu.consumers.agent;

import dev.quipu.consumers.dialect.Answer;
import dev.quipu.consumers.dialect.Call;
import dev.quipu.consumers.lock.LockLook;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a step that isn't claimed yet may begin: by the history, and by the locks of others. For one thread. */
final class FirstLook implements TransactionalStep.Look {

    private final HistoryCheck history;
    private final LockLook locks;
    private HistoryCheck.@Nullable Found found;

    FirstLook(HistoryCheck history, LockLook locks) {
        this.history = history;
        this.locks = locks;
    }

    /** What the history says, or null if it wasn't asked. */
    HistoryCheck.@Nullable Found found() {
        return found;
    }

    @Override
    public List<Call> calls() {
        List<Call> calls = new ArrayList<>(history.calls());
        calls.addAll(locks.calls());
        return calls;
    }

    @Override
    public boolean allows(List<Answer> answers) throws SQLException {
        int own = history.calls().size();
        HistoryCheck.Found now = history.found(answers.subList(0, own));
        found = now;
        return now instanceof HistoryCheck.Found.NotRun && locks.isTurn(answers.subList(own, answers.size()));
    }
}
