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

package io.zmqspring.testsupport;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * The threads of this library that a test has started. Those that another test has left
 * behind do not count, so one failing test does not make others fail.
 */
public final class StartedThreads {

	private final Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());

	/**
	 * Return the names of the threads that were started since this was created and that
	 * are alive.
	 * @return the names
	 */
	public Set<String> alive() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !this.before.contains(thread))
			.map(Thread::getName)
			.filter((name) -> name.startsWith("zmq-"))
			.collect(Collectors.toSet());
	}

}
