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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.runtime.RoleLifecycle;
import io.zmqspring.role.statistics.TrafficTotal;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.SettingText;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.SocketClosedException;
import io.zmqspring.socket.SocketEventListener;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.wire.WireHeaders;

/**
 * The sending half of a pool. ZeroMQ sends each item to a worker whose queue has room.
 */
final class PoolSender {

	private final PoolContext shared;

	private final String pool;

	private final PipeSettings settings;

	private final int maxQueueSize;

	private final TrafficTotal traffic;

	private volatile @Nullable SendingSocket push;

	PoolSender(PoolContext shared, String pool, PipeSettings settings, int maxQueueSize) {
		this.shared = shared;
		this.pool = pool;
		this.settings = settings;
		this.maxQueueSize = maxQueueSize;
		this.traffic = shared.reports().statistics().sending();
	}

	SendingSocket open(ZmqContext context, SocketEventListener events) {
		int queue = (this.settings.highWaterMark() == 0) ? this.maxQueueSize
				: Math.min(this.settings.highWaterMark(), this.maxQueueSize);
		SendingSocket opened = SendingSocket.pushing(context, this.settings.toSocketSettings(PoolSettings.BINDS, queue),
				false, events);
		this.traffic.continueWith(opened.traffic());
		this.push = opened;
		return opened;
	}

	/**
	 * Send one item, waiting for room in a worker's queue.
	 * @param work the work
	 * @param timeout the longest wait
	 * @throws ZmqTimeoutException if there was no room
	 */
	void send(ZmqMessage work, Duration timeout) {
		SendingSocket opened = running();
		if (!trySend(opened, work, timeout)) {
			if (opened != this.push) {
				throw stopped();
			}
			throw new ZmqTimeoutException("Pool '" + this.pool + "' did not take the work within the send-timeout of "
					+ SettingText.of(this.shared.sendTimeout()) + ": " + obstacle());
		}
	}

	boolean trySend(SendingSocket opened, ZmqMessage work, Duration timeout) {
		byte[] headers = this.shared.headers() ? WireHeaders.encode(work.headers(), null) : null;
		try {
			return opened.send(work.payload(), headers, timeout);
		}
		catch (SocketClosedException ex) {
			return false;
		}
	}

	private String obstacle() {
		int workers = connections();
		if (workers > 0) {
			return "all queues of its " + workers + " connected workers are full";
		}
		return this.settings.endpoints()
			.stream()
			.noneMatch((endpoint) -> endpoint.transport() == Endpoint.Transport.INPROC) ? "no worker is connected"
					: "no worker is connected, or all queues are full";
	}

	/**
	 * The open socket.
	 * @return the socket
	 * @throws ZmqException if the controller is not running
	 */
	SendingSocket running() {
		SendingSocket opened = this.push;
		if (opened == null) {
			throw stopped();
		}
		return opened;
	}

	private ZmqException stopped() {
		return RoleLifecycle.notRunning("Controller '" + this.shared.controller() + "' is not running");
	}

	@Nullable SendingSocket socket() {
		return this.push;
	}

	private int connections() {
		SendingSocket opened = this.push;
		return (opened != null) ? opened.connections().count() : 0;
	}

	/**
	 * Accept no more work. The linger begins: work that was accepted is still sent.
	 * @param linger the longest linger
	 * @return the socket, {@code null} if it is not open
	 */
	@Nullable SendingSocket detach(Duration linger) {
		SendingSocket opened = this.push;
		this.push = null;
		if (opened != null) {
			opened.stopSending(linger);
		}
		return opened;
	}

}
