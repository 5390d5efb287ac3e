/** Commands about rollouts and rollbacks. */
@NullMarked
package dev.quipu.shell.rollout;

import org.jspecify.annotations.NullMarked;
