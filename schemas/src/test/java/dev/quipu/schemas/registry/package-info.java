/** The registry client against a real registry, and against ones that misbehave. */
@NullMarked
package dev.quipu.schemas.registry;

import org.jspecify.annotations.NullMarked;
