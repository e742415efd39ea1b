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

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.role.runtime.FailureReports;
import io.zmqspring.role.runtime.PulledMessages;
import io.zmqspring.role.runtime.Sockets;
import io.zmqspring.role.statistics.TrafficTotal;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SocketEventListener;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.support.Deadline;

/**
 * The receiving half of a pool: its results, from the socket to requests and result
 * handlers.
 */
final class PoolReceiver implements Sockets.Backlog {

	private final PoolContext shared;

	private final String pool;

	private final PipeSettings settings;

	private final @Nullable Ledger ledger;

	private final PendingRequests pending;

	private final TrafficTotal traffic;

	private volatile @Nullable ReceivingSocket pull;

	private volatile @Nullable ResultDispatcher dispatcher;

	PoolReceiver(PoolContext shared, String pool, PipeSettings settings, @Nullable Ledger ledger,
			PendingRequests pending) {
		this.shared = shared;
		this.pool = pool;
		this.settings = settings;
		this.ledger = ledger;
		this.pending = pending;
		this.traffic = shared.reports().statistics().receiving();
	}

	void open(ZmqContext context, SocketEventListener events, Consumer<Throwable> failure, boolean virtualThreads) {
		String label = this.shared.label(this.pool);
		ResultDispatcher dispatching = new ResultDispatcher(label, this.shared.results()::handle,
				this.pending::arePending, virtualThreads);
		this.dispatcher = dispatching;
		ResultPath results = new ResultPath(this.shared, this.pool, this.ledger, this.pending, dispatching);
		ReceivingSocket receiving = ReceivingSocket.pulling(context, this.settings.toSocketSettings(PoolSettings.BINDS),
				label,
				new PulledMessages(this.pool, this.pool, this.shared.headers(),
						dispatching.reports(this.shared.reports()), results::accept, results::accept,
						(result) -> abandoned(List.of(result)), failure),
				events);
		this.traffic.continueWith(receiving.traffic());
		this.pull = receiving;
		receiving.start();
	}

	private void abandoned(List<ZmqMessage> results) {
		FailureReports reports = this.shared.reports();
		reports.tell(List.of(reports.dropped(results,
				new ZmqException("Pool '" + this.pool + "' was closed while a result handler did not return"))));
	}

	@Override
	public boolean isBusy() {
		ResultDispatcher dispatching = this.dispatcher;
		return (dispatching != null && dispatching.isBusy()) || this.pending.areCompleting()
				|| this.shared.results().areBusy();
	}

	@Override
	public long waiting() {
		ResultDispatcher dispatching = this.dispatcher;
		return (dispatching != null) ? dispatching.waitingResults() : 0;
	}

	@Nullable ReceivingSocket socket() {
		return this.pull;
	}

	/**
	 * Close the socket. Results that have arrived are still handled.
	 * @param deadline when to give up
	 * @return whether the receiving thread has ended
	 */
	boolean stopReceiving(Deadline deadline) {
		ReceivingSocket receiving = this.pull;
		this.pull = null;
		ResultDispatcher dispatching = this.dispatcher;
		if (dispatching != null) {
			dispatching.closing();
		}
		return receiving == null || receiving.close(deadline.left());
	}

	/**
	 * Handle the results that have arrived.
	 * @param deadline when to give up
	 * @return whether the result handlers have returned
	 */
	boolean finish(Deadline deadline) {
		ResultDispatcher dispatching = this.dispatcher;
		this.dispatcher = null;
		return dispatching == null || dispatching.close(deadline, this::abandoned);
	}

}
