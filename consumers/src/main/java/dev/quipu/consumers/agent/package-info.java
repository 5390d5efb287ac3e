/** The agent: applies released changes to the databases of targets, each step exactly once, and reports. */
@NullMarked
package dev.quipu.consumers.agent;

import org.jspecify.annotations.NullMarked;
