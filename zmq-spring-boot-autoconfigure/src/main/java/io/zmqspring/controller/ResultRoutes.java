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

package io.zmqspring.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.role.runtime.FailureReports;
import io.zmqspring.role.runtime.GuardedHandler;
import io.zmqspring.role.runtime.ResultLimits;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.support.BackOffWait;
import io.zmqspring.support.Deadline;

/**
 * The result handlers of a controller. Every handler of a result's pool is called.
 */
final class ResultRoutes {

	private final List<ResultRoute> routes = new CopyOnWriteArrayList<>();

	private final FailureReports reports;

	private final ResultLimits limits;

	ResultRoutes(FailureReports reports, ControllerSettings settings) {
		this.reports = reports;
		this.limits = new ResultLimits(settings.maxPending(), settings.resultTimeout());
	}

	HandlerRegistration add(String pool, HandlerSpec spec) {
		ResultRoute route = new ResultRoute(pool,
				new GuardedHandler(spec, this.reports, MessageOperation.HANDLE_RESULT, this.limits));
		this.routes.add(route);
		return route;
	}

	void handle(ZmqMessage result, BackOffWait wait) {
		String pool = result.topic();
		boolean handled = false;
		for (ResultRoute route : this.routes) {
			if (route.takes(pool)) {
				route.handler.handle(pool, result.payload(), result.headers(), wait);
				handled = true;
			}
		}
		if (!handled) {
			this.reports.lost(pool, result, new ZmqRejectedException(RejectReason.NO_HANDLER,
					"No request and no result handler for a result of pool '" + pool + "'"));
		}
	}

	/**
	 * Wait for asynchronous results of the handlers. Those that are not complete by the
	 * deadline are cancelled, and their messages are counted.
	 * @param deadline when to give up
	 * @return descriptions of what has not finished
	 */
	List<String> finish(Deadline deadline) {
		List<String> left = new ArrayList<>();
		List<Runnable> calls = new ArrayList<>();
		for (ResultRoute route : this.routes) {
			int pending = route.handler.finishResults(deadline, calls::add);
			if (pending > 0) {
				left.add(pending + " asynchronous results of listener '" + route.handler.id() + "'");
			}
		}
		this.reports.tell(calls);
		return left;
	}

	boolean areBusy() {
		return this.routes.stream().anyMatch((route) -> !route.handler.results().areComplete());
	}

	/**
	 * The problems of the handlers.
	 * @return sentences without a full stop, empty if all is well
	 */
	List<String> faults() {
		return this.routes.stream()
			.map((route) -> route.handler.results().fault())
			.flatMap(Stream::ofNullable)
			.toList();
	}

	/**
	 * A handler and the pool whose results it gets.
	 */
	private final class ResultRoute implements HandlerRegistration {

		private final String pool;

		private final GuardedHandler handler;

		private volatile boolean active = true;

		ResultRoute(String pool, GuardedHandler handler) {
			this.pool = pool;
			this.handler = handler;
		}

		boolean takes(String resultPool) {
			return this.active && (this.pool.isEmpty() || this.pool.equals(resultPool));
		}

		@Override
		public boolean isActive() {
			return this.active;
		}

		@Override
		public void activate() {
			this.active = ResultRoutes.this.routes.contains(this);
		}

		@Override
		public void deactivate() {
			this.active = false;
		}

		@Override
		public void remove() {
			this.active = false;
			if (ResultRoutes.this.routes.remove(this)) {
				this.handler.removed();
			}
		}

	}

}
