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

package io.zmqspring.socket.guard;

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.Denial;

/**
 * Forwards to another listener. A subclass adds what has to be done before.
 *
 * @since 0.1
 */
public abstract class ForwardingHandshakeListener implements HandshakeListener {

	private final HandshakeListener next;

	/**
	 * Create the listener.
	 * @param next receives every call
	 */
	protected ForwardingHandshakeListener(HandshakeListener next) {
		this.next = next;
	}

	@Override
	public void onReady(@Nullable String user) {
		this.next.onReady(user);
	}

	@Override
	public void onDenied(Denial denial) {
		this.next.onDenied(denial);
	}

	@Override
	public @Nullable String remote() {
		return this.next.remote();
	}

	@Override
	public boolean isGreeted() {
		return this.next.isGreeted();
	}

	@Override
	public boolean hasEnded() {
		return this.next.hasEnded();
	}

}
