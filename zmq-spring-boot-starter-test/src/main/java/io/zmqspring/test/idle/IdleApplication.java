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

package io.zmqspring.test.idle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.runtime.AbstractZmqRole;
import io.zmqspring.role.runtime.Sockets;
import io.zmqspring.support.Deadline;

/**
 * Waits until the roles of applications and of their test peers have handled all that was
 * sent to them, so that what has not arrived by then does not come any more. Safe for any
 * number of threads.
 *
 * @since 0.1
 */
public final class IdleApplication {

	private static final Duration GRACE = Duration.ofMillis(500);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	private final Set<Part> all = new LinkedHashSet<>();

	/**
	 * Wait for an application, too.
	 * @param part the application
	 */
	public synchronized void add(Part part) {
		this.all.add(part);
	}

	/**
	 * Wait for an application no more.
	 * @param part the application
	 */
	public synchronized void remove(Part part) {
		this.all.remove(part);
	}

	private synchronized List<Part> all() {
		return List.copyOf(this.all);
	}

	/**
	 * Wait for 5 s at most.
	 * @return the roles that are still at work, empty if all are idle
	 */
	public List<String> await() {
		// A handler would wait for itself
		if (Thread.currentThread().getName().startsWith("zmq-")) {
			return List.of();
		}
		Deadline deadline = Deadline.in(LONGEST_WAIT);
		long before;
		List<AbstractZmqRole> roles;
		List<String> busy;
		// A handler may have sent something to a role that was idle before
		do {
			roles = roles();
			before = messages(roles);
			all().forEach((part) -> part.arrival().run());
			busy = busy(roles, deadline);
		}
		while (busy.isEmpty() && messages(roles) != before && !deadline.hasPassed());
		return busy;
	}

	private List<AbstractZmqRole> roles() {
		return all().stream()
			.flatMap((part) -> part.roles().get().stream())
			.filter(AbstractZmqRole.class::isInstance)
			.map(AbstractZmqRole.class::cast)
			.filter(ZmqRole::isRunning)
			.toList();
	}

	private static List<String> busy(List<AbstractZmqRole> roles, Deadline deadline) {
		List<String> busy = new ArrayList<>();
		for (AbstractZmqRole role : roles) {
			// The others may be idle although one is not
			if (!Sockets.awaitIdle(role, busy.isEmpty() ? deadline : Deadline.in(GRACE))) {
				busy.add(role.role() + " '" + role.name() + "'");
			}
		}
		return busy;
	}

	private static long messages(List<AbstractZmqRole> roles) {
		return roles.stream()
			.map(AbstractZmqRole::stats)
			.flatMap((stats) -> Stream.of(stats.sent(), stats.received()))
			.mapToLong(Long::longValue)
			.sum();
	}

	/**
	 * One application.
	 *
	 * @param roles returns its roles and those of its test peers
	 * @param arrival waits until messages that are on their way have arrived
	 */
	public record Part(Supplier<List<ZmqRole>> roles, Runnable arrival) {

	}

}
