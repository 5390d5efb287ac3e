package dev.quipu.ledger.snapshot;

import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.state.LedgerState;
import java.io.IOException;
import java.io.OutputStream;

/** States as bytes. The encoding is as good as the build that wrote it: {@link #layout} tells builds apart. */
final class StateCodec {

    private final StateShape shape;
    private final Digest layout;

    StateCodec() {
        StateShapes shapes = new StateShapes();
        this.shape = shapes.of(LedgerState.class);
        this.layout = shapes.layout();
    }

    /** Digest of the state's classes. */
    Digest layout() {
        return layout;
    }

    void write(LedgerState state, OutputStream out) throws IOException {
        shape.write(state, new StateOutput(out));
    }

    /**
     * The state that stands in {@code bytes} from {@code start} on.
     *
     * @throws RuntimeException if there is none
     */
    LedgerState read(byte[] bytes, int start) {
        return (LedgerState) shape.read(new StateInput(bytes, start));
    }
}
