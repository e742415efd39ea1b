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

package io.zmqspring.socket.security;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.Denial;
import io.zmqspring.security.DenialReason;
import io.zmqspring.socket.guard.HandshakeListener;

/**
 * Records the end of a handshake.
 */
class RecordingListener implements HandshakeListener {

	int ready;

	final List<Denial> denials = new ArrayList<>();

	@Override
	public void onReady(@Nullable String user) {
		this.ready++;
	}

	@Override
	public void onDenied(Denial denial) {
		this.denials.add(denial);
	}

	List<DenialReason> reasons() {
		return this.denials.stream().map(Denial::reason).toList();
	}

}
