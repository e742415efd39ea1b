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

package io.zmqspring.subscriber;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.role.runtime.GuardedHandler;
import io.zmqspring.support.Deadline;

/**
 * Delivers messages from the receiving thread to one handler: by a direct call, or
 * through a {@link PartitionedDispatcher}.
 */
final class Delivery implements Routes.Recipient, HandlerRegistration {

	private final SubscriberHandlers handlers;

	private final HandlerSpec spec;

	private final GuardedHandler handler;

	private volatile boolean active;

	private volatile @Nullable PartitionedDispatcher dispatcher;

	Delivery(SubscriberHandlers handlers, HandlerSpec spec, GuardedHandler handler) {
		this.handlers = handlers;
		this.spec = spec;
		this.handler = handler;
	}

	HandlerSpec spec() {
		return this.spec;
	}

	private boolean isDirect() {
		return this.spec.concurrency() == 1 && this.spec.invocation() instanceof HandlerInvocation.Single;
	}

	@Override
	public void deliver(String topic, byte[] payload, Map<String, String> headers) {
		PartitionedDispatcher open = this.dispatcher;
		if (open == null) {
			this.handler.handle(topic, payload, headers);
			return;
		}
		try {
			open.put(new ZmqMessage(topic, payload, headers));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.handler.abandon(new ZmqMessage(topic, payload, headers));
		}
	}

	void open() {
		if (!isDirect() && this.dispatcher == null) {
			this.dispatcher = new PartitionedDispatcher(this.handler, this.spec.concurrency());
		}
	}

	/**
	 * Let the handler finish the messages it has received.
	 * @param deadline when to give up
	 * @return whether it has finished
	 */
	boolean close(Deadline deadline) {
		PartitionedDispatcher open = this.dispatcher;
		this.dispatcher = null;
		boolean ended = open == null || open.close(deadline);
		return this.handler.awaitResults(deadline.left()) && ended;
	}

	/** The handler was removed. */
	void removed() {
		this.handler.removed();
	}

	@Override
	public boolean isActive() {
		return this.active;
	}

	@Override
	public void activate() {
		this.handlers.change(() -> {
			if (!this.active && this.handlers.contains(this)) {
				this.active = true;
				this.handlers.subscribe(this.spec.patterns());
			}
		});
	}

	@Override
	public void deactivate() {
		this.handlers.change(() -> {
			if (this.active) {
				this.active = false;
				this.handlers.unsubscribe(this.spec.patterns());
			}
		});
	}

	@Override
	public void remove() {
		deactivate();
		this.handlers.remove(this);
	}

}
