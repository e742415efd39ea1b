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

package io.zmqspring.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.zmqspring.listener.ZmqWorkHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Failure reports for roles of one application that use one address and could not
 * communicate.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedDisagreementsTests {

	@ParameterizedTest
	@CsvSource({ "tcp://*:25564, tcp://localhost:25564", "tcp://0.0.0.0:25564, tcp://127.0.0.1:25564",
			"tcp://127.0.0.1:25564, tcp://localhost:25564", "inproc://x, inproc://x" })
	void publisherAndSubscriberWithTwoWireFormats(String bound, String connected, CapturedOutput output) {
		RefusedStart
			.of(output, "zmq.publishers.a.address=" + bound, "zmq.subscribers.b.address=" + connected,
					"zmq.subscribers.b.wire-format=single-frame", "zmq.subscribers.b.topics=x")
			.says("The setting 'zmq.publishers.a.wire-format' with the value 'multipart'",
					"conflicts with zmq.subscribers.b.wire-format: single-frame, because both use " + connected)
			.advises("Write the same value for both, or use another address for one of them.");
	}

	@Test
	void publisherWithHeadersAndSubscriberWithout(CapturedOutput output) {
		RefusedStart
			.of(output, "zmq.publishers.a.address=inproc://x", "zmq.publishers.a.headers=true",
					"zmq.subscribers.b.address=inproc://x", "zmq.subscribers.b.topics=x")
			.says("'zmq.publishers.a.headers' with the value 'true'",
					"conflicts with zmq.subscribers.b.headers: false");
	}

	@ParameterizedTest
	@CsvSource({ "headers, true, controllers.main.headers",
			"delivery, at-least-once, controllers.main.workers.a.delivery",
			"correlation.request-field, job, controllers.main.correlation.request-field",
			"correlation.result-field, job, controllers.main.correlation.result-field" })
	void workerAndItsPoolWithTwoValues(String key, String value, String other, CapturedOutput output) {
		RefusedStart
			.of(output, "zmq.controllers.main.workers.a.push.address=inproc://work",
					"zmq.controllers.main.workers.a.pull.address=inproc://results",
					"zmq.workers.w.pull.address=inproc://work", "zmq.workers.w.push.address=inproc://results",
					"zmq.workers.w." + key + "=" + value)
			.says("'zmq.workers.w." + key + "' with the value '" + value + "'", "conflicts with zmq." + other + ": ");
	}

	@Test
	void workerWithItsAddressesInterchanged(CapturedOutput output) {
		RefusedStart.of(output, "zmq.controllers.main.workers.a.push.address=tcp://*:25571",
				"zmq.controllers.main.workers.a.pull.address=tcp://*:25572",
				"zmq.workers.w.pull.address=tcp://localhost:25572", "zmq.workers.w.push.address=tcp://localhost:25571")
			.says("'zmq.workers.w.pull' uses ", "as PULL with bind: false",
					"but zmq.controllers.main.workers.a.pull uses it as PULL with bind: true")
			.advises("Correct one of the addresses.");
	}

	@Test
	void subscriberThatConnectsToWork(CapturedOutput output) {
		RefusedStart
			.of(output, "zmq.controllers.main.workers.a.push.address=inproc://work",
					"zmq.controllers.main.workers.a.pull.address=inproc://results",
					"zmq.subscribers.s.address=inproc://work", "zmq.subscribers.s.topics=x")
			.says("'zmq.subscribers.s' uses inproc://work as SUB with bind: false",
					"but zmq.controllers.main.workers.a.push uses it as PUSH with bind: true");
	}

	@ParameterizedTest
	@CsvSource({ "pub-sub, backend, tcp://localhost:25566", "push-pull, backend, tcp://127.0.0.1:25566",
			"pub-sub, capture, tcp://localhost:25566" })
	void proxyThatSendsToItself(String type, String socket, String address, CapturedOutput output) {
		RefusedStart
			.of(output, "zmq.proxies.p.type=" + type, "zmq.proxies.p.frontend.address=tcp://*:25566",
					socket.equals("capture") ? "zmq.proxies.p.backend.address=tcp://*:25567" : "",
					"zmq.proxies.p." + socket + ".address=" + address, "zmq.proxies.p." + socket + ".bind=false")
			.says("'zmq.proxies.p." + socket + "' sends to zmq.proxies.p.frontend of the same proxy",
					"each message would be forwarded again and again")
			.advises("Write the address of a receiver");
	}

	@Test
	void proxiesThatSendToEachOther(CapturedOutput output) {
		RefusedStart
			.of(output, "zmq.proxies.a.type=pub-sub", "zmq.proxies.a.frontend.address=inproc://a",
					"zmq.proxies.a.backend.address=tcp://*:25568", "zmq.proxies.b.type=pub-sub",
					"zmq.proxies.b.frontend.address=tcp://localhost:25568", "zmq.proxies.b.frontend.bind=false",
					"zmq.proxies.b.backend.address=inproc://a", "zmq.proxies.b.backend.bind=false")
			.says("'zmq.proxies.a.backend' sends to zmq.proxies.a.frontend of the same proxy"
					+ " through zmq.proxies.b.backend");
	}

	@Test
	void chainOfProxiesIsAccepted() {
		run("zmq.proxies.a.type=pub-sub", "zmq.proxies.a.frontend.address=inproc://a",
				"zmq.proxies.a.backend.address=inproc://b", "zmq.proxies.b.type=pub-sub",
				"zmq.proxies.b.frontend.address=inproc://b", "zmq.proxies.b.frontend.bind=false",
				"zmq.proxies.b.backend.address=inproc://c", "zmq.proxies.c.type=pub-sub",
				"zmq.proxies.c.frontend.address=inproc://c", "zmq.proxies.c.frontend.bind=false",
				"zmq.proxies.c.backend.address=inproc://d");
	}

	@ParameterizedTest
	@CsvSource({ "inproc://a, multipart, inproc://b, single-frame",
			"inproc://a, single-frame, inproc://a, single-frame",
			"tcp://127.0.0.1:0, multipart, tcp://192.0.2.1:25565, raw",
			"tcp://127.0.0.2:25565, multipart, tcp://127.0.0.1:25565, raw" })
	void formatsThatShareNoAddressAreAccepted(String bound, String first, String connected, String second) {
		run("zmq.publishers.a.address=" + bound, "zmq.publishers.a.wire-format=" + first,
				"zmq.subscribers.b.address=" + connected, "zmq.subscribers.b.wire-format=" + second,
				"zmq.subscribers.b.topics=x");
	}

	@Test
	void twoFormatsBehindOneProxyAreAccepted() {
		run("zmq.subscribers.a.address=tcp://proxy:5555", "zmq.subscribers.a.topics=x",
				"zmq.subscribers.b.address=tcp://Proxy:5555", "zmq.subscribers.b.topics=y",
				"zmq.subscribers.b.wire-format=single-frame", "zmq.publishers.a.address=tcp://proxy:5556",
				"zmq.publishers.a.bind=false", "zmq.publishers.b.address=tcp://proxy:5556",
				"zmq.publishers.b.bind=false", "zmq.publishers.b.wire-format=single-frame");
	}

	@Test
	void twoWorkersOfOneForeignPoolMayHaveTwoDeliveryModes() {
		runner("zmq.workers.w.pull.address=tcp://pool:5555", "zmq.workers.w.push.address=tcp://pool:5556",
				"zmq.workers.v.pull.address=tcp://pool:5555", "zmq.workers.v.push.address=tcp://pool:5556",
				"zmq.workers.v.delivery=at-least-once")
			.withBean(Work.class)
			.withBean(MoreWork.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource({ "raw, single-frame", "single-frame, raw" })
	void rawAndSingleFrameAreAcceptedBecauseBothHaveOneFrame(String published, String subscribed) {
		run("zmq.publishers.a.address=inproc://x", "zmq.publishers.a.wire-format=" + published,
				"zmq.subscribers.b.address=inproc://x", "zmq.subscribers.b.wire-format=" + subscribed,
				"zmq.subscribers.b.topics=x");
	}

	@Test
	void subscriberWithHeadersOfAPublisherWithoutIsAccepted() {
		run("zmq.publishers.a.address=inproc://x", "zmq.subscribers.b.address=inproc://x",
				"zmq.subscribers.b.headers=true", "zmq.subscribers.b.topics=x");
	}

	@Test
	void correlationOfAWorkerThatSendsNoResultsIsAccepted() {
		runner("zmq.controllers.main.workers.a.push.address=inproc://work",
				"zmq.controllers.main.workers.a.pull.address=inproc://results",
				"zmq.controllers.main.correlation.request-field=job", "zmq.workers.w.pull.address=inproc://work")
			.withBean(Work.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static void run(String... settings) {
		runner(settings).run((context) -> assertThat(context).hasNotFailed());
	}

	private static ApplicationContextRunner runner(String... settings) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ZmqAutoConfiguration.class))
			.withPropertyValues(settings);
	}

	static class MoreWork {

		@ZmqWorkHandler("v")
		void handle(byte[] work) {
		}

	}

	static class Work {

		@ZmqWorkHandler("w")
		void handle(byte[] work) {
		}

	}

}
