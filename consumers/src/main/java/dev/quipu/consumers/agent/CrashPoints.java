package dev.quipu.consumers.agent;

/** Hears of every crash point that is passed; outside tests it does nothing. */
@FunctionalInterface
interface CrashPoints {

    /** What everybody but a test uses. */
    CrashPoints NONE = point -> {};

    void passed(CrashPoint point);
}
