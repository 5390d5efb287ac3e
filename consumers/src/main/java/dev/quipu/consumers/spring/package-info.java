/** An agent in a service on Spring Boot, configured by {@code quipu.*}. All else in this module does without Spring. */
@NullMarked
package dev.quipu.consumers.spring;

import org.jspecify.annotations.NullMarked;
