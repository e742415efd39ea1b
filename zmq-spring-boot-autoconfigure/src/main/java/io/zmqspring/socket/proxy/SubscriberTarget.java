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

package io.zmqspring.socket.proxy;

import java.util.Arrays;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;

import io.zmqspring.socket.Traffic;
import io.zmqspring.socket.engine.DirectSend;
import io.zmqspring.socket.engine.SubscriberQueues;

/**
 * An XPUB. It accepts every message: one that no subscriber wants is discarded, and one
 * whose subscriber has a full queue is lost to that subscriber.
 */
final class SubscriberTarget implements Target {

	// Longer first frames are rarely topics, and hardly ever the same twice
	private static final int LONGEST_TOPIC = 255;

	private final SocketBase base;

	private final SubscriberQueues queues;

	private final DirectSend direct;

	private final Subscriptions subscriptions;

	private final Traffic traffic;

	private final Runnable unwanted;

	private final IntConsumer slow;

	private byte @Nullable [] topic;

	private boolean wanted;

	/**
	 * Create a target.
	 * @param base the socket
	 * @param subscriptions reads its subscriptions
	 * @param traffic counts the messages that a subscriber wants
	 * @param unwanted told of each message that no subscriber wants
	 * @param slow told how many subscribers have lost a message
	 */
	SubscriberTarget(SocketBase base, Subscriptions subscriptions, Traffic traffic, Runnable unwanted,
			IntConsumer slow) {
		this.base = base;
		this.queues = new SubscriberQueues(base, true);
		this.direct = new DirectSend(base);
		this.subscriptions = subscriptions;
		this.traffic = traffic;
		this.unwanted = unwanted;
		this.slow = slow;
	}

	@Override
	public boolean begin(Msg frame) {
		if (!SubscriberQueues.areKnown()) {
			this.wanted = true;
			EngineSend.send(this.base, frame);
			return true;
		}
		if (!this.direct.isOpen()) {
			// The subscriptions among them are read after this message, before a wait
			this.base.poll(0, 0, null);
			forgetSubscribers();
		}
		match(frame);
		this.wanted = this.queues.matching() > 0;
		this.queues.sendNext(frame);
		if (!this.wanted) {
			this.unwanted.run();
			return true;
		}
		int lost = this.queues.lost();
		if (lost > 0) {
			this.slow.accept(lost);
		}
		return true;
	}

	// The same subscribers receive messages with the same first frame
	private void match(Msg frame) {
		byte[] bytes = frame.data();
		boolean same = this.topic != null && Arrays.equals(this.topic, bytes);
		if (!this.queues.stillMatch(same ? this.topic : null)) {
			boolean mayBeTopic = frame.hasMore() && bytes.length <= LONGEST_TOPIC;
			this.queues.lookUp(bytes, mayBeTopic);
			this.topic = mayBeTopic ? bytes : null;
		}
	}

	@Override
	public void next(Msg frame) {
		if (SubscriberQueues.areKnown()) {
			this.queues.sendNext(frame);
		}
		else {
			EngineSend.send(this.base, frame);
		}
	}

	@Override
	public void end(long bytes) {
		if (this.wanted) {
			this.traffic.add(bytes);
		}
	}

	@Override
	public boolean processCommands() {
		this.base.poll(0, 0, null);
		boolean more = this.subscriptions.read();
		forgetSubscribers();
		return more;
	}

	private void forgetSubscribers() {
		this.queues.forget();
		this.topic = null;
	}

}
