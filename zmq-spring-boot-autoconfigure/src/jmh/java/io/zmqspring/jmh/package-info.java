/**
 * What the JMH benchmarks of several packages use.
 */
@NullMarked
package io.zmqspring.jmh;

import org.jspecify.annotations.NullMarked;
