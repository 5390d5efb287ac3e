package dev.quipu.shell.cli.run;

import org.springframework.stereotype.Component;

/** Whether the shell goes on after the present line. */
@Component
public class Session {

    private volatile boolean left;
    private volatile boolean stays;

    /** Ends the prompt or script after the present line. */
    public void leave() {
        left = true;
    }

    /** Opens the prompt after a single command. */
    public void stay() {
        stays = true;
    }

    boolean stays() {
        return stays;
    }

    boolean isLeft() {
        return left;
    }
}
