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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.springframework.util.StringUtils;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestApplication.NoBeans;

/**
 * The addresses of the proxies of a test, and applications that are such proxies or use
 * them.
 */
final class ProxyApplication {

	private final String publishers = address();

	private final String subscribers = address();

	private final String senders = address();

	private final String receivers = address();

	private static String address() {
		return "tcp://127.0.0.1:" + FreePort.find();
	}

	/**
	 * Return the address that publishers connect to.
	 * @return the address
	 */
	String publishers() {
		return this.publishers;
	}

	/**
	 * Return the address that subscribers connect to.
	 * @return the address
	 */
	String subscribers() {
		return this.subscribers;
	}

	/**
	 * Return the address that senders of work connect to.
	 * @return the address
	 */
	String senders() {
		return this.senders;
	}

	/**
	 * Return the address that receivers of work connect to.
	 * @return the address
	 */
	String receivers() {
		return this.receivers;
	}

	/**
	 * Return the settings of an application with both proxies.
	 * @param further further settings, {@code key=value}
	 * @return the settings
	 */
	String[] proxies(String... further) {
		return StringUtils.concatenateStringArrays(
				new String[] { "zmq.proxies.news.type=pub-sub", "zmq.proxies.news.frontend.address=" + this.publishers,
						"zmq.proxies.news.backend.address=" + this.subscribers, "zmq.proxies.jobs.type=push-pull",
						"zmq.proxies.jobs.frontend.address=" + this.senders,
						"zmq.proxies.jobs.backend.address=" + this.receivers },
				further);
	}

	TestApplication startProxies(String... further) {
		return TestApplication.start(NoBeans.class, proxies(further));
	}

	/**
	 * Start an application that publishes through a proxy.
	 * @param further further settings, {@code key=value}
	 * @return the application
	 */
	TestApplication startPublisher(String... further) {
		return TestApplication.start(NoBeans.class, StringUtils.concatenateStringArrays(
				new String[] { "zmq.publishers.out.address=" + this.publishers, "zmq.publishers.out.bind=false" },
				further));
	}

	/**
	 * Start an application that listens to {@code order} behind a proxy.
	 * @param further further settings, {@code key=value}
	 * @return the application
	 */
	TestApplication startSubscriber(String... further) {
		return TestApplication.start(Orders.class, StringUtils
			.concatenateStringArrays(new String[] { "zmq.subscribers.in.address=" + this.subscribers }, further));
	}

	static Stream<String> texts(int count) {
		return Stream.iterate(0, (i) -> i + 1).limit(count).map((i) -> "order " + i);
	}

	static class Orders {

		private final List<String> received = new CopyOnWriteArrayList<>();

		@ZmqListener("order")
		void on(String order) {
			this.received.add(order);
		}

		List<String> received() {
			return this.received;
		}

	}

	static class Results {

		private final List<String> received = new CopyOnWriteArrayList<>();

		@ZmqResultListener
		void on(String result) {
			this.received.add(result);
		}

		List<String> received() {
			return this.received;
		}

	}

	static class Handler {

		@ZmqWorkHandler("w")
		String handle(String work) {
			return work + " done";
		}

	}

	static class Work {

		private final List<String> done = new CopyOnWriteArrayList<>();

		@ZmqWorkHandler("w")
		String handle(String work) {
			return work + " done";
		}

		@ZmqResultListener
		void on(String result) {
			this.done.add(result);
		}

		List<String> done() {
			return this.done;
		}

	}

}
