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

package io.zmqspring.scenario.proxy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import io.zmqspring.proxy.ZmqProxy;
import io.zmqspring.settings.proxy.ProxyType;
import io.zmqspring.testsupport.ProxyRoles;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two hundred subscribers behind one proxy, all of them connected to it only.
 */
class ManySubscribersTests {

	private static final int SUBSCRIBERS = 200;

	private static final int MESSAGES = TestSize.of(100, 2000);

	private final ProxyRoles roles = new ProxyRoles();

	private final ZMQ.Context context = ZMQ.context(1);

	private final List<ZMQ.Socket> subscribers = new ArrayList<>();

	@AfterEach
	void close() {
		this.subscribers.forEach(ZMQ.Socket::close);
		this.context.term();
		this.roles.close();
	}

	private void subscribe(ZmqProxy proxy, int number) {
		ZMQ.Socket socket = this.context.socket(SocketType.SUB);
		this.subscribers.add(socket);
		socket.setLinger(0);
		socket.setRcvHWM(0);
		socket.setHandshakeIvl(300);
		socket.setReceiveTimeOut(30_000);
		socket.subscribe("all");
		socket.subscribe(only(number));
		socket.connect(proxy.backendAddresses().get(0));
	}

	// No topic is the beginning of another one
	private static String only(int number) {
		return "only " + number + ".";
	}

	@Test
	void twoHundredSubscribersGetEveryMessageOfTheirTopicsAndNoOther() {
		ZmqProxy proxy = this.roles.start(ProxyType.PUB_SUB,
				(builder) -> builder.backend((backend) -> backend.highWaterMark(0)));
		RawPeer publisher = this.roles.before(SocketType.XPUB, proxy);
		for (int i = 0; i < SUBSCRIBERS; i++) {
			subscribe(proxy, i);
		}
		List<String> subscriptions = new ArrayList<>();
		ProxyRoles.await().until(() -> {
			this.subscribers.forEach(ZMQ.Socket::getEvents);
			String subscription = publisher.receiveNow();
			while (subscription != null) {
				subscriptions.add(subscription);
				subscription = publisher.receiveNow();
			}
			return subscriptions.size() == SUBSCRIBERS + 1 && proxy.connectionCount() == SUBSCRIBERS + 1;
		});
		awaitAll(publisher);
		for (int i = 0; i < MESSAGES; i++) {
			publisher.send("all".getBytes(), new byte[] { (byte) i });
		}
		for (int i = 0; i < SUBSCRIBERS; i++) {
			publisher.send(only(i).getBytes(), new byte[] { (byte) i });
		}
		for (int i = 0; i < SUBSCRIBERS; i++) {
			ZMQ.Socket subscriber = this.subscribers.get(i);
			for (int k = 0; k < MESSAGES; k++) {
				assertThat(subscriber.recvStr()).isEqualTo("all");
				assertThat(subscriber.recv()).containsExactly((byte) k);
			}
			assertThat(subscriber.recvStr()).isEqualTo(only(i));
			assertThat(subscriber.recv()).containsExactly((byte) i);
			assertThat(subscriber.recv(ZMQ.DONTWAIT)).isNull();
		}
		assertThat(proxy.stats().drops()).isEmpty();
	}

	// The subscription to "all" of each subscriber is behind the one of its own
	private void awaitAll(RawPeer publisher) {
		for (int i = 0; i < SUBSCRIBERS; i++) {
			publisher.send(only(i).getBytes(), new byte[0]);
		}
		this.subscribers.forEach((subscriber) -> {
			assertThat(subscriber.recvStr()).startsWith("only");
			assertThat(subscriber.recv()).isEmpty();
		});
	}

}
