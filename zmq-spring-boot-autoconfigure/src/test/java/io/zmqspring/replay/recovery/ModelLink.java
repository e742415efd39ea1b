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

package io.zmqspring.replay.recovery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import io.zmqspring.replay.protocol.GetRequest;
import io.zmqspring.replay.protocol.ReplayReply;
import io.zmqspring.replay.protocol.ReplayRequest;
import io.zmqspring.replay.protocol.SyncRequest;

/**
 * The connection of a subscriber to the replay address of a publisher. As in the client,
 * one request of each kind is open at a time; it is sent again after a second, given up
 * after three, and an answer to any other request is ignored.
 */
final class ModelLink {

	private static final long RETRY = Duration.ofSeconds(1).toNanos();

	private static final int TRIES = 3;

	private final Queue<ReplayRequest> requests = new ArrayDeque<>();

	private final Queue<ReplayReply> replies = new ArrayDeque<>();

	private final ModelPublisher publisher;

	private @Nullable Open sync;

	private @Nullable Open get;

	private boolean connected;

	ModelLink(ModelPublisher publisher) {
		this.publisher = publisher;
	}

	boolean isConnected() {
		return this.connected;
	}

	void connect(boolean made) {
		this.connected = made;
		this.requests.clear();
		this.replies.clear();
		this.sync = null;
		this.get = null;
	}

	boolean send(ReplayRequest request, long now) {
		boolean sync = request instanceof SyncRequest;
		if (!this.connected || (sync ? this.sync : this.get) != null) {
			return false;
		}
		Open open = new Open(request, now, 1);
		if (sync) {
			this.sync = open;
		}
		else {
			this.get = open;
		}
		return this.requests.add(request);
	}

	boolean hasRequest() {
		return !this.requests.isEmpty();
	}

	void dropRequest() {
		this.requests.poll();
	}

	/** Let the publisher answer the oldest request. */
	void answer() {
		ReplayRequest request = this.requests.poll();
		if (request instanceof SyncRequest numbers) {
			this.replies.add(this.publisher.answer(numbers));
		}
		else if (request instanceof GetRequest messages) {
			this.replies.add(this.publisher.answer(messages));
		}
	}

	void dropReply() {
		this.replies.poll();
	}

	void repeatReply() {
		if (this.replies.peek() != null) {
			this.replies.add(this.replies.peek());
		}
	}

	/**
	 * The oldest answer that has arrived.
	 * @return the request and the answer, {@code null} if it is ignored or there is none
	 */
	@Nullable Answered receive() {
		ReplayReply reply = this.replies.poll();
		if (reply == null) {
			return null;
		}
		Open sync = this.sync;
		Open get = this.get;
		if (sync != null && sync.request().id() == reply.id()) {
			this.sync = null;
			return new Answered(sync.request(), reply);
		}
		if (get != null && get.request().id() == reply.id()) {
			this.get = null;
			return new Answered(get.request(), reply);
		}
		return null;
	}

	/**
	 * Send what is not answered again, or give it up.
	 * @param now the present time
	 * @param noSummary told that last numbers are given up
	 * @param noMessages told that messages are given up
	 */
	void tick(long now, Runnable noSummary, Runnable noMessages) {
		Open sync = this.sync;
		Open get = this.get;
		if (sync != null && now - sync.sentAt() >= RETRY) {
			this.sync = again(sync, now);
			if (this.sync == null) {
				noSummary.run();
			}
		}
		if (get != null && now - get.sentAt() >= RETRY) {
			this.get = again(get, now);
			if (this.get == null) {
				noMessages.run();
			}
		}
	}

	private @Nullable Open again(Open open, long now) {
		if (open.tries() == TRIES) {
			return null;
		}
		this.requests.add(open.request());
		return new Open(open.request(), now, open.tries() + 1);
	}

	/**
	 * A request without an answer.
	 *
	 * @param request the request
	 * @param sentAt when it was sent last
	 * @param tries how often it was sent
	 */
	private record Open(ReplayRequest request, long sentAt, int tries) {

	}

	/**
	 * A request and its answer.
	 *
	 * @param request the request
	 * @param reply the answer
	 */
	record Answered(ReplayRequest request, ReplayReply reply) {

	}

}
