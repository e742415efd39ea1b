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

package io.zmqspring.role.runtime;

import java.util.Map;
import java.util.function.Consumer;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.socket.FrameSink;
import io.zmqspring.socket.Frames;
import io.zmqspring.wire.HeaderFormat;
import io.zmqspring.wire.WireHeaders;

/**
 * The path of a PUSH/PULL message: one frame in every wire format, and one of headers if
 * both ends use them.
 *
 * @param owner the worker or pool
 * @param label the topic of its messages
 * @param headers whether messages may have headers
 * @param reports counts and reports lost messages
 * @param consumer receives messages
 * @param unread receives messages that were in the socket's queue when it was closed
 * @param abandoned receives messages that can no longer be handled
 * @param failure called when the receiving thread has died
 * @since 0.1
 */
public record PulledMessages(String owner, String label, boolean headers, FailureReports reports,
		Consumer<ZmqMessage> consumer, Consumer<ZmqMessage> unread, Consumer<ZmqMessage> abandoned,
		Consumer<Throwable> failure) implements FrameSink {

	@Override
	public void onMessage(Frames frames) {
		pass(frames, this.consumer);
	}

	@Override
	public void onUnread(Frames frames) {
		pass(frames, this.unread);
	}

	@Override
	public void onAbandoned(Frames frames) {
		pass(frames, this.abandoned);
	}

	private void pass(Frames frames, Consumer<ZmqMessage> next) {
		ZmqMessage message;
		try {
			message = new ZmqMessage(this.label, frames.get(0), sent(frames, headers(frames)));
		}
		catch (ZmqRejectedException ex) {
			rejected(frames, ex);
			return;
		}
		next.accept(message);
	}

	private void rejected(Frames frames, ZmqRejectedException rejection) {
		try {
			new AdditionalFrames(this.owner, this.headers, this.reports.status()).explain(frames);
		}
		finally {
			this.reports.lost(this.owner, new ZmqMessage("", frames.get(0), sent(frames, Map.of())), rejection);
		}
	}

	private static Map<String, String> sent(Frames frames, Map<String, String> headers) {
		return WireHeaders.withPeer(headers, frames.userId(), frames.peerAddress());
	}

	private Map<String, String> headers(Frames frames) {
		if (frames.count() == 1) {
			return Map.of();
		}
		if (frames.count() == 2 && this.headers) {
			return HeaderFormat.decode(frames.get(1));
		}
		throw new ZmqRejectedException(RejectReason.WRONG_FRAMES,
				"The message has " + frames.count()
						+ " frames, but work and results have one frame, and one more with headers: true at both"
						+ " ends; the sender must not add a topic frame");
	}

	@Override
	public void onFailure(Throwable cause) {
		this.failure.accept(cause);
	}

}
