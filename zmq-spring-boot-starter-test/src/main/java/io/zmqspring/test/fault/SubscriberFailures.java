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

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.subscriber.ZmqSubscriber;

/**
 * What the subscribers of the application could not handle since a test method began, for
 * messages of failures: a listener that fails is a common reason why nothing is sent.
 *
 * @since 0.1
 */
public final class SubscriberFailures {

	private final Map<ZmqSubscriber, ZmqStatistics> atBegin = new ConcurrentHashMap<>();

	/**
	 * Add a subscriber.
	 * @param subscriber a subscriber of the application
	 */
	public void add(ZmqSubscriber subscriber) {
		this.atBegin.put(subscriber, subscriber.stats());
	}

	/**
	 * Forget what happened until now.
	 */
	public void clear() {
		this.atBegin.replaceAll((subscriber, begin) -> subscriber.stats());
	}

	/**
	 * What happened.
	 * @return a line for each subscriber that has failures, empty if none has
	 */
	public String describe() {
		StringBuilder text = new StringBuilder();
		this.atBegin.forEach((subscriber, begin) -> {
			ZmqStatistics now = subscriber.stats();
			long failed = now.failed() - begin.failed();
			Map<String, Long> rejected = new TreeMap<>(now.rejected());
			begin.rejected().forEach((reason, count) -> rejected.merge(reason, -count, Long::sum));
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
