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

package io.zmqspring.dashboard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.springframework.context.event.EventListener;

import io.zmqspring.role.ZmqDeniedEvent;

/**
 * The peers that were denied most recently. A peer that tries again and again is one
 * entry. Thread-safe.
 */
class DeniedPeers {

	private static final int MOST = 20;

	private final Deque<DeniedPeer> recent = new ArrayDeque<>();

	/**
	 * Take note of a denial.
	 * @param event the denial
	 */
	@EventListener
	synchronized void on(ZmqDeniedEvent event) {
		DeniedPeer denied = DeniedPeer.of(event);
		DeniedPeer before = this.recent.stream().filter(denied::isSamePeer).findFirst().orElse(null);
		if (before != null) {
			this.recent.remove(before);
			denied = denied.after(before);
		}
		this.recent.addFirst(denied);
		if (this.recent.size() > MOST) {
			this.recent.removeLast();
		}
	}

	/**
	 * The peers that were denied.
	 * @return the latest first
	 */
	synchronized List<DeniedPeer> recent() {
		return List.copyOf(this.recent);
	}

}
