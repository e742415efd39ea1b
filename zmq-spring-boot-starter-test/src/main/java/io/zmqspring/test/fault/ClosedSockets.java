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

package io.zmqspring.test.fault;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.message.NoJsonMessageConverter;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.support.Deadline;

/**
 * Waits until the peers of closed sockets know that they are closed. ZeroMQ ends closed
 * sockets on a thread of its own, one after the other, and does not report the end of an
 * inproc connection. So another connection is closed whose end can be seen.
 *
 * @since 0.1
 */
public final class ClosedSockets {

	private static final AtomicLong NUMBER = new AtomicLong();

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	private static final String TOPIC = "zmq.test";

	private static final long POLL_NANOS = 200_000;

	private ClosedSockets() {
	}

	/**
	 * Wait until the sockets that are closed already have ended, for 5 s at most.
	 * @param context their context
	 */
	public static void await(ZmqContext context) {
		String address = "inproc://closed-sockets-" + NUMBER.incrementAndGet();
		ZmqMessageConverter converter = new NoJsonMessageConverter();
		Deadline deadline = Deadline.in(LONGEST_WAIT);
		try (ZmqPublisher publisher = new ZmqPublisher("closed-sockets", PublisherSettings.of(address), context,
				converter, (event) -> {
				});
				ZmqSubscriber subscriber = new ZmqSubscriber("closed-sockets", SubscriberSettings.of(address, TOPIC),
						context, converter, new LoggingErrorHandler(), (event) -> {
						})) {
			publisher.start();
			subscriber.start();
			publisher.awaitSubscriber(TOPIC, LONGEST_WAIT);
			subscriber.stop();
			while (publisher.hasSubscriber(TOPIC) && !deadline.hasPassed() && !Thread.currentThread().isInterrupted()) {
				LockSupport.parkNanos(POLL_NANOS);
			}
		}
	}

}
