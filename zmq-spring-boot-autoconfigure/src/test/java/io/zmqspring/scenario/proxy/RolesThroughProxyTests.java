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

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.proxy.ZmqProxy;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.scenario.proxy.ProxyApplication.Orders;
import io.zmqspring.scenario.proxy.ProxyApplication.Work;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Roles of this library on both sides of a proxy.
 */
class RolesThroughProxyTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final ProxyApplication addresses = new ProxyApplication();

	private final List<TestApplication> applications = new ArrayList<>();

	@AfterEach
	void close() {
		this.applications.forEach(TestApplication::close);
	}

	private TestApplication opened(TestApplication application) {
		this.applications.add(0, application);
		return application;
	}

	private static void publish(ZmqPublisher publisher, Stream<String> messages) {
		assertThat(publisher.awaitSubscriber("order", SOON)).isTrue();
		messages.forEach((message) -> publisher.publish(message, "order"));
	}

	@Test
	void subscriptionsAndMessagesPassInEitherOrderOfStart() {
		opened(this.addresses.startProxies());
		TestApplication subscriber = opened(this.addresses.startSubscriber());
		TestApplication publisher = opened(this.addresses.startPublisher());
		publish(publisher.bean(ZmqPublisher.class), Stream.of("first"));
		TestApplication late = opened(this.addresses.startSubscriber());
		await().until(() -> late.bean(ZmqSubscriber.class).connectionCount() == 1);
		await().untilAsserted(() -> {
			publisher.bean(ZmqPublisher.class).publish("again", "order");
			assertThat(late.bean(Orders.class).received()).contains("again");
		});
		assertThat(subscriber.bean(Orders.class).received()).startsWith("first", "again");
		assertThat(publisher.bean(ZmqPublisher.class).hasSubscriber("other")).isFalse();
	}

	@Test
	void lossIsReportedExactlyBehindAProxy() {
		TestApplication proxies = opened(this.addresses.startProxies());
		TestApplication subscriber = opened(this.addresses.startSubscriber());
		ZmqPublisher first = opened(this.addresses.startPublisher("zmq.publishers.out.sequence=true"))
			.bean(ZmqPublisher.class);
		ZmqPublisher second = opened(this.addresses.startPublisher("zmq.publishers.out.sequence=true"))
			.bean(ZmqPublisher.class);
		ZmqSubscriber in = subscriber.bean(ZmqSubscriber.class);
		publish(first, ProxyApplication.texts(50));
		publish(second, ProxyApplication.texts(50));
		await().untilAsserted(() -> assertThat(in.stats().received()).isEqualTo(100));
		assertThat(in.stats().lost()).isZero();
		ZmqProxy proxy = proxies.bean("newsProxy", ZmqProxy.class);
		proxy.stop();
		await().until(() -> in.connectionCount() == 0 && first.connectionCount() == 0);
		ProxyApplication.texts(7).forEach((text) -> first.publish(text, "order"));
		proxy.start();
		await().until(() -> in.connectionCount() == 1);
		await().untilAsserted(() -> {
			publish(first, Stream.of("after"));
			publish(second, Stream.of("after"));
			assertThat(subscriber.bean(Orders.class).received()).filteredOn("after"::equals).hasSizeGreaterThan(1);
		});
		long published = first.stats().sent() + first.stats().dropped() + second.stats().sent()
				+ second.stats().dropped();
		await().untilAsserted(() -> assertThat(in.stats().received() + in.stats().lost()).isEqualTo(published));
		assertThat(in.stats().duplicates()).isZero();
		assertThat(in.stats().reordered()).isZero();
	}

	@Test
	void lastValueOfATopicReachesTheFirstSubscriberBehindTheProxy() {
		opened(this.addresses.startProxies());
		ZmqPublisher publisher = opened(this.addresses.startPublisher("zmq.publishers.out.last-value.topics=order"))
			.bean(ZmqPublisher.class);
		publisher.publish("last", "order");
		TestApplication subscriber = opened(this.addresses.startSubscriber());
		await().untilAsserted(() -> assertThat(subscriber.bean(Orders.class).received()).containsExactly("last"));
	}

	@Test
	void workAndResultsPassThroughTwoProxies() {
		String senders = "tcp://127.0.0.1:" + FreePort.find();
		String receivers = "tcp://127.0.0.1:" + FreePort.find();
		opened(this.addresses.startProxies("zmq.proxies.results.type=push-pull",
				"zmq.proxies.results.frontend.address=" + senders, "zmq.proxies.results.backend.address=" + receivers));
		TestApplication work = opened(TestApplication.start(Work.class,
				"zmq.controllers.c.workers.w.push.address=" + this.addresses.senders(),
				"zmq.controllers.c.workers.w.push.bind=false", "zmq.controllers.c.workers.w.pull.address=" + receivers,
				"zmq.controllers.c.workers.w.pull.bind=false", "zmq.controllers.c.workers.w.delivery=at-least-once",
				"zmq.workers.w.pull.address=" + this.addresses.receivers(), "zmq.workers.w.push.address=" + senders,
				"zmq.workers.w.delivery=at-least-once"));
		ZmqController controller = work.bean(ZmqController.class);
		List<Map<String, Object>> items = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			items.add(new HashMap<>(Map.of("id", i)));
		}
		items.forEach((item) -> controller.send("w", item));
		await().untilAsserted(() -> assertThat(work.bean(Work.class).done()).hasSize(50));
		assertThat(controller.stats().dropped()).isZero();
	}

	@Test
	void applicationMayBeProxyAndItsOwnPeer() {
		String[] settings = this.addresses.proxies("zmq.publishers.out.address=" + this.addresses.publishers(),
				"zmq.publishers.out.bind=false", "zmq.subscribers.in.address=" + this.addresses.subscribers());
		TestApplication all = TestApplication.start(Orders.class, settings);
		publish(all.bean(ZmqPublisher.class), ProxyApplication.texts(100));
		await().untilAsserted(() -> assertThat(all.bean(Orders.class).received())
			.containsExactlyElementsOf(ProxyApplication.texts(100).toList()));
		ZmqProxy proxy = all.bean("newsProxy", ZmqProxy.class);
		all.close();
		assertThat(proxy.stats().drops()).doesNotContainKey("stopped");
	}

	@Test
	void inprocPeersExchangeMessagesThroughAProxy() {
		TestApplication all = opened(TestApplication.start(Orders.class, "zmq.proxies.p.type=pub-sub",
				"zmq.proxies.p.frontend.address=inproc://proxy.front",
				"zmq.proxies.p.backend.address=inproc://proxy.back", "zmq.publishers.out.address=inproc://proxy.front",
				"zmq.publishers.out.bind=false", "zmq.publishers.out.sequence=true",
				"zmq.subscribers.in.address=inproc://proxy.back"));
		publish(all.bean(ZmqPublisher.class), ProxyApplication.texts(1000));
		await().untilAsserted(() -> assertThat(all.bean(Orders.class).received())
			.containsExactlyElementsOf(ProxyApplication.texts(1000).toList()));
		assertThat(all.bean(ZmqSubscriber.class).stats().lost()).isZero();
	}

}
