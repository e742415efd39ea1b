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

package io.zmqspring.test.fault;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.subscriber.ZmqSubscriber;

/**
 * What the subscribers of the application could not handle since a test method began, for
 * messages of failures: a listener that fails is a common reason why nothing is sent.
 *
 * @since 0.1
 */
public final class SubscriberFailures {

	private final Supplier<Collection<ZmqSubscriber>> subscribers;

	private final Map<String, ZmqStatistics> atBegin = new ConcurrentHashMap<>();

	/**
	 * Create an object for one application context.
	 * @param subscribers returns the subscribers of the application
	 */
	public SubscriberFailures(Supplier<Collection<ZmqSubscriber>> subscribers) {
		this.subscribers = subscribers;
	}

	/**
	 * Forget what happened until now.
	 */
	public void clear() {
		this.subscribers.get().forEach((subscriber) -> this.atBegin.put(subscriber.name(), subscriber.stats()));
	}

	/**
	 * What happened.
	 * @return a line for each subscriber that has failures, empty if none has
	 */
	public String describe() {
		StringBuilder text = new StringBuilder();
		this.subscribers.get().forEach((subscriber) -> {
			ZmqStatistics now = subscriber.stats();
			ZmqStatistics begin = this.atBegin.get(subscriber.name());
			long failed = now.failed() - ((begin != null) ? begin.failed() : 0);
			Map<String, Long> rejected = new TreeMap<>(now.rejected());
			((begin != null) ? begin.rejected() : Map.<String, Long>of())
				.forEach((reason, count) -> rejected.merge(reason, -count, Long::sum));
			rejected.values().removeIf((count) -> count <= 0);
			if (failed > 0 || !rejected.isEmpty()) {
				text.append("\nSubscriber '").append(subscriber.name()).append("' since the test began: ");
				text.append(failed).append(" failed, rejected ").append(rejected);
				text.append(". Its last error: ").append(now.lastError());
			}
		});
		return text.toString();
	}

}
