/** What Quipu knows of each database's SQL. Pure. */
@NullMarked
package dev.quipu.consumers.dialect;

import org.jspecify.annotations.NullMarked;
