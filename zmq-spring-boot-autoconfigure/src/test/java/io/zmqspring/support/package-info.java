/**
 * What tests with several processes need: peers in Python and in further JVMs. And the
 * size of tests: those that know a small and a large one ask
 * {@link io.zmqspring.support.TestSize}, and {@code -Dzmq.tests.size=nightly} chooses the
 * large one.
 */
@NullMarked
package io.zmqspring.support;

import org.jspecify.annotations.NullMarked;
