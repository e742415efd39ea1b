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

package io.zmqspring.benchmarks.footprint;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Sends one message from a publisher to a subscriber of the same application. It does the
 * same as {@link Greeting}, but uses JeroMQ directly, without the starter.
 */
class GreetingByHand implements Exercise, DisposableBean {

	static final String ADDRESS = "by-hand.address";

	private static final String TOPIC = "greeting";

	private final CountDownLatch heard = new CountDownLatch(1);

	private final ZContext context = new ZContext();

	private final ZMQ.Socket publisher = this.context.createSocket(SocketType.XPUB);

	private final ZMQ.Socket subscriber = this.context.createSocket(SocketType.SUB);

	private final Thread receiver = new Thread(this::receive, "greeting-by-hand");

	GreetingByHand(Environment environment) {
		String address = environment.getRequiredProperty(ADDRESS);
		this.publisher.setReceiveTimeOut(20_000);
		this.publisher.bind(address);
		this.subscriber.connect(address);
		this.subscriber.subscribe(TOPIC);
		this.receiver.setDaemon(true);
		this.receiver.start();
	}

	private void receive() {
		this.subscriber.recv();
		this.subscriber.recv();
		this.heard.countDown();
	}

	@Override
	public void complete() throws InterruptedException {
		if (this.publisher.recv() == null) {
			throw new IllegalStateException("No subscription has been received within 20 s");
		}
		this.publisher.sendMore(TOPIC);
		this.publisher.send(new byte[64]);
		if (!this.heard.await(20, TimeUnit.SECONDS)) {
			throw new IllegalStateException("The subscriber has not received the message within 20 s");
		}
	}

	@Override
	public void destroy() throws InterruptedException {
		this.receiver.join(1000);
		this.context.close();
	}

}
