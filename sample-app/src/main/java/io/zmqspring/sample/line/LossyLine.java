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

package io.zmqspring.sample.line;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.subscriber.ZmqSubscriber;

/**
 * Forwards the messages of a publisher to subscribers, and loses some messages of one
 * topic while it is told to, as a network does that is too slow. It knows nothing about
 * numbers and replay: it is a SUB and a PUB socket of JeroMQ. All roles bind, and the
 * line connects to them, also after they were started again with other ports.
 */
public class LossyLine implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(LossyLine.class);

	private static final Duration LONGEST_LOSS = Duration.ofSeconds(60);

	private static final int POLL_MILLIS = 100;

	// JeroMQ begins no handshake on about 1 of 100 fresh connections, and connects again
	// after this time
	private static final int GREETING_MILLIS = 1000;

	private final ZmqPublisher publisher;

	private final List<ZmqSubscriber> subscribers;

	private final byte[] topic;

	private final AtomicLong dropped = new AtomicLong();

	private final SplittableRandom random = new SplittableRandom();

	private volatile Loss loss = Loss.NONE;

	private volatile long endNanos;

	private volatile @Nullable Thread thread;

	/**
	 * Create a line.
	 * @param publisher whose messages are forwarded
	 * @param subscribers get the messages
	 * @param topic the topic whose messages can be lost
	 */
	LossyLine(ZmqPublisher publisher, List<ZmqSubscriber> subscribers, String topic) {
		this.publisher = publisher;
		this.subscribers = subscribers;
		this.topic = topic.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Lose messages from now on, for at most a minute.
	 * @param next how many
	 */
	void lose(Loss next) {
		this.endNanos = System.nanoTime() + LONGEST_LOSS.toNanos();
		this.loss = next;
		logger.info("The line now loses {} % of the pictures", next.percent());
	}

	/**
	 * The state of the line.
	 * @return the state now
	 */
	public LineState state() {
		long left = this.endNanos - System.nanoTime();
		boolean losing = this.loss.percent() > 0 && left > 0;
		return losing ? new LineState(this.loss.percent(), TimeUnit.NANOSECONDS.toSeconds(left) + 1, this.dropped.get())
				: new LineState(0, 0, this.dropped.get());
	}

	@Override
	public synchronized void start() {
		if (this.thread == null) {
			Thread started = new Thread(this::forward, "line");
			started.setDaemon(true);
			this.thread = started;
			started.start();
		}
	}

	private void forward() {
		try (ZContext context = new ZContext()) {
			context.setLinger(0);
			ZMQ.Socket from = context.createSocket(SocketType.SUB);
			ZMQ.Socket to = context.createSocket(SocketType.PUB);
			from.setHandshakeIvl(GREETING_MILLIS);
			to.setHandshakeIvl(GREETING_MILLIS);
			from.subscribe(ZMQ.SUBSCRIPTION_ALL);
			from.setReceiveTimeOut(POLL_MILLIS);
			LineEnd source = new LineEnd(from, () -> this.publisher.boundAddresses());
			List<LineEnd> targets = this.subscribers.stream()
				.map((subscriber) -> new LineEnd(to, () -> subscriber.boundAddresses()))
				.toList();
			while (this.thread == Thread.currentThread()) {
				source.follow();
				targets.forEach(LineEnd::follow);
				forward(from, to);
			}
		}
		catch (RuntimeException ex) {
			logger.error("The line between the camera and its subscribers has failed; restart the application", ex);
		}
	}

	private void forward(ZMQ.Socket from, ZMQ.Socket to) {
		byte[] frame = from.recv();
		if (frame == null) {
			return;
		}
		boolean drop = isLost(frame);
		boolean more = from.hasReceiveMore();
		while (more) {
			if (!drop) {
				to.send(frame, ZMQ.SNDMORE);
			}
			frame = from.recv();
			more = from.hasReceiveMore();
		}
		if (!drop) {
			to.send(frame);
		}
	}

	private boolean isLost(byte[] first) {
		boolean lost = Arrays.equals(first, this.topic) && this.random.nextInt(100) < state().percent();
		if (lost) {
			this.dropped.incrementAndGet();
		}
		return lost;
	}

	@Override
	public synchronized void stop() {
		Thread stopped = this.thread;
		this.thread = null;
		if (stopped != null) {
			try {
				stopped.join(TimeUnit.SECONDS.toMillis(2));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
