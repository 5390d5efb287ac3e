package dev.quipu.shell.cli.run;

import org.springframework.stereotype.Component;

/** Whether the prompt or script goes on after the present line. */
@Component
public class Session {

    private volatile boolean left;

    /** Ends the prompt or script after the present line. */
    public void leave() {
        left = true;
    }

    boolean isLeft() {
        return left;
    }
}
