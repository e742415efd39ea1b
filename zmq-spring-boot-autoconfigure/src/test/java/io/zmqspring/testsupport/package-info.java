/**
 * What tests of several rooms use: peers in Python and in other JVMs, raw sockets, roles
 * without an application context. Tests that know two sizes ask
 * {@link io.zmqspring.testsupport.TestSize}; {@code -Dzmq.tests.size=nightly} chooses the
 * large one.
 */
@NullMarked
package io.zmqspring.testsupport;

import org.jspecify.annotations.NullMarked;
