package dev.quipu.shell.demo;

/** The colour of a demo cord. */
enum Colour {
    RED,
    DEEP_BLUE
}
