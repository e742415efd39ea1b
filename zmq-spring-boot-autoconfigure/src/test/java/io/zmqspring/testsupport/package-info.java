/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/**
 * Helpers for tests of several packages: peers in Python and in other JVMs, plain JeroMQ
 * sockets, roles without an application context.
 * <p>
 * Tests with two sizes use {@link io.zmqspring.testsupport.TestSize}. The system property
 * {@code -Dzmq.tests.size=nightly} selects the large size.
 * <p>
 * A test or lifecycle method fails after 5 minutes, as {@code junit-platform.properties}
 * says, so that a deadlock does not hang the build. In a debugger there is no time-out.
 * Tests with two sizes have a longer {@link org.junit.jupiter.api.Timeout}. To disable
 * all time-outs, set the system property
 * {@code -Djunit.jupiter.execution.timeout.mode=disabled}.
 */
@NullMarked
package io.zmqspring.testsupport;

import org.jspecify.annotations.NullMarked;
