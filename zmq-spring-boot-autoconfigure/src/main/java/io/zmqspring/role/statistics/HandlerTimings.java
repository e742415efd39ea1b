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

package io.zmqspring.role.statistics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.FailurePolicy;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.role.RoleObserver;
import io.zmqspring.settings.value.LatencyClass;

/**
 * The times that the handlers of a role take, the budget they are compared with, and the
 * ages of messages. Safe for any thread.
 *
 * @since 0.1
 */
public final class HandlerTimings {

	private final List<CallSampler> handlers = new CopyOnWriteArrayList<>();

	private final String role;

	private final RoleStatistics statistics;

	private final GuardedObserver observer;

	private final AgeSampler ages;

	private boolean measuresAges;

	private @Nullable LatencyClass latencyClass;

	private String claimant = "";

	/**
	 * Create the timings of a role, without handlers.
	 * @param role the kind and name of the role, for messages
	 * @param statistics counts the calls that exceed the budget
	 * @param observer the observer of the role
	 */
	public HandlerTimings(String role, RoleStatistics statistics, GuardedObserver observer) {
		this.role = role;
		this.statistics = statistics;
		this.observer = observer;
		this.ages = new AgeSampler(observer);
	}

	/**
	 * The ages of messages.
	 * @return the ages, which are recorded after {@link #measureAges()}
	 */
	public AgeSampler ages() {
		return this.ages;
	}

	/**
	 * Messages carry the time of sending: record their ages from now on.
	 */
	public synchronized void measureAges() {
		this.measuresAges = true;
		announceAges();
	}

	private void announceAges() {
		if (this.measuresAges) {
			this.observer.call((current) -> this.ages.recordTo(current.agesMeasured()));
		}
	}

	/**
	 * Add a handler.
	 * @param id its id; several handlers may have the same
	 * @param failurePolicy what is counted of its failures
	 * @return times its calls
	 */
	public synchronized CallSampler add(String id, FailurePolicy failurePolicy) {
		CallSampler added = new CallSampler(id, failurePolicy, this.observer);
		this.handlers.add(added);
		limit(added);
		announce(added);
		return added;
	}

	private void limit(CallSampler handler) {
		if (this.latencyClass != null) {
			handler.limit(new LatencyBudget(this.latencyClass, "Listener '" + handler.id() + "' of " + this.role,
					this.statistics.overruns(handler.id())));
		}
	}

	private void announce(CallSampler handler) {
		this.observer.call((current) -> {
			handler.recordTo(current.handlerAdded(handler.id()));
			if (this.latencyClass != null) {
				current.overrunsCounted(handler.id());
			}
			if (handler.failurePolicy().retryPolicy() != null) {
				current.retriesCounted(handler.id());
			}
			if (handler.failurePolicy().deadLetters() != null) {
				current.deadLettersCounted(handler.id());
			}
		});
	}

	/**
	 * Remove a handler. Its calls up to now are recorded.
	 * @param handler the handler
	 */
	public synchronized void remove(CallSampler handler) {
		handler.tick();
		handler.recordTo(null);
		this.handlers.remove(handler);
		if (this.handlers.stream().noneMatch((other) -> other.id().equals(handler.id()))) {
			this.observer.call((current) -> current.handlerRemoved(handler.id()));
			this.statistics.forget(handler.id());
		}
	}

	/**
	 * Compare all handlers with the budget of a latency class.
	 * @param wanted the latency class
	 * @param claims the setting or listener that asks for it, for messages
	 * @throws ZmqConfigurationException if another latency class is in use
	 */
	public synchronized void use(LatencyClass wanted, String claims) {
		if (this.latencyClass == null) {
			this.latencyClass = wanted;
			this.claimant = claims;
			this.handlers.forEach(this::limit);
			this.handlers.forEach((handler) -> this.observer.call((current) -> current.overrunsCounted(handler.id())));
		}
		else if (this.latencyClass != wanted) {
			throw new ZmqConfigurationException(
					claims + " asks for the latency class " + wanted + " but " + this.claimant + " for "
							+ this.latencyClass + ", and both use the socket of " + this.role,
					"Give messages of another latency class a subscriber with an address of its own, or use the same"
							+ " class");
		}
	}

	/**
	 * Replace the observer. Calls up to now are recorded with the previous one.
	 * @param next the observer, {@code null} for none
	 */
	public synchronized void observe(@Nullable RoleObserver next) {
		tick();
		this.handlers.forEach((handler) -> handler.recordTo(null));
		this.ages.recordTo(null);
		this.observer.replace(next);
		this.handlers.forEach(this::announce);
		announceAges();
	}

	/**
	 * Record the calls and messages that were only counted. Called ten times a second
	 * while the role runs, and when it has stopped.
	 */
	public void tick() {
		this.handlers.forEach(CallSampler::tick);
		this.ages.tick();
	}

}
