/** PostgreSQL 14 to 18. */
@NullMarked
package dev.quipu.consumers.dialect.postgresql;

import org.jspecify.annotations.NullMarked;
