/**
 * What the starter adds to an empty Spring Boot application: threads, descriptors, memory
 * and start-up time.
 */
@NullMarked
package io.zmqspring.benchmarks.footprint;

import org.jspecify.annotations.NullMarked;
