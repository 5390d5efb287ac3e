/** What a service with an agent in its own process can ask it about its schema. */
@NullMarked
package dev.quipu.consumers.embed;

import org.jspecify.annotations.NullMarked;
