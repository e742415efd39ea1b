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

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.role.RoleObserver;
import io.zmqspring.settings.LatencyClass;

/**
 * How long the handlers of a role take, and how long they may.
 *
 * @since 0.1
 */
public final class HandlerTimings {

	private final List<CallSampler> handlers = new CopyOnWriteArrayList<>();

	private final String role;

	private final RoleStatistics statistics;

	private final GuardedObserver observer;

	private @Nullable LatencyClass latencyClass;

	private String claimant = "";

	public HandlerTimings(String role, RoleStatistics statistics, GuardedObserver observer) {
		this.role = role;
		this.statistics = statistics;
		this.observer = observer;
	}

	public synchronized CallSampler add(String id) {
		CallSampler added = new CallSampler(id, this.observer);
		this.handlers.add(added);
		limit(added);
		introduce(added);
		return added;
	}

	private void limit(CallSampler handler) {
		if (this.latencyClass != null) {
			handler.limit(new LatencyBudget(this.latencyClass, "Listener '" + handler.id() + "' of " + this.role,
					this.statistics.overruns(handler.id())));
		}
	}

	private void introduce(CallSampler handler) {
		this.observer.tell((told) -> {
			handler.recordTo(told.handlerAdded(handler.id()));
			if (this.latencyClass != null) {
				told.overrunsCounted(handler.id());
			}
		});
	}

	public synchronized void remove(CallSampler handler) {
		handler.tick();
		handler.recordTo(null);
		this.handlers.remove(handler);
		if (this.handlers.stream().noneMatch((other) -> other.id().equals(handler.id()))) {
			this.observer.tell((told) -> told.handlerRemoved(handler.id()));
			this.statistics.forgetOverruns(handler.id());
		}
	}

	/**
	 * Hold all handlers against the budget of a class.
	 * @param wanted the class
	 * @param claims who says so
	 * @throws ZmqConfigurationException if somebody else has said otherwise
	 */
	public synchronized void use(LatencyClass wanted, String claims) {
		if (this.latencyClass == null) {
			this.latencyClass = wanted;
			this.claimant = claims;
			this.handlers.forEach(this::limit);
			this.handlers.forEach((handler) -> this.observer.tell((told) -> told.overrunsCounted(handler.id())));
		}
		else if (this.latencyClass != wanted) {
			throw new ZmqConfigurationException(
					claims + " asks for the latency class " + wanted + " but " + this.claimant + " for "
							+ this.latencyClass + ", and both use the socket of " + this.role,
					"Give messages of another latency class a subscriber with an address of its own, or use the same"
							+ " class");
		}
	}

	public synchronized void observe(@Nullable RoleObserver next) {
		tick();
		this.handlers.forEach((handler) -> handler.recordTo(null));
		this.observer.replace(next);
		this.handlers.forEach(this::introduce);
	}

	/**
	 * Called ten times a second while the role runs, and when it has stopped.
	 */
	public void tick() {
		this.handlers.forEach(CallSampler::tick);
	}

}
