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

package io.zmqspring.scenario.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;
import io.zmqspring.worker.ZmqWorker;

/**
 * Two applications with faulty links between them. The roles of one application bind,
 * those of the other connect. A publisher of each sends to a subscriber of the other, and
 * a controller sends work to a worker.
 */
final class LinkedApplications implements AutoCloseable {

	// A handshake that a fault interrupts is given up soon
	private static final String HANDSHAKE_TIMEOUT = "zmq.security.handshake-timeout=1s";

	private final List<String> addresses;

	private final List<FaultyLink> links = new ArrayList<>();

	private final List<Traffic> traffic = new ArrayList<>();

	private final TestApplication binding;

	private final TestApplication connecting;

	/**
	 * Start both applications.
	 * @param transport the transport of all sockets
	 * @param security the security of all sockets
	 * @param tuning settings below every {@code socket} key, {@code key=value}
	 */
	LinkedApplications(TestTransport transport, TestSecurity security, String... tuning) {
		this.addresses = Stream.generate(transport::address).limit(4).toList();
		this.binding = TestApplication.start(Binding.class,
				security.applyTo(settings(tuning, this.addresses, true, "publishers.fan.", "subscribers.sink.",
						"controllers.main.workers.w.push.", "controllers.main.workers.w.pull.")));
		for (String address : this.addresses) {
			this.links.add(new FaultyLink(transport, address));
		}
		this.connecting = TestApplication.start(Connecting.class,
				security.applyTo(settings(tuning, this.links.stream().map(FaultyLink::address).toList(), false,
						"subscribers.fan.", "publishers.sink.", "workers.w.pull.", "workers.w.push.")));
		startTraffic();
	}

	private static String[] settings(String[] tuning, List<String> addresses, boolean bind, String... prefixes) {
		List<String> settings = new ArrayList<>(List.of(HANDSHAKE_TIMEOUT));
		if (bind) {
			settings.add("zmq.controllers.main.send-timeout=50ms");
		}
		for (int i = 0; i < prefixes.length; i++) {
			settings.add("zmq." + prefixes[i] + "address=" + addresses.get(i));
			settings.add("zmq." + prefixes[i] + "bind=" + bind);
			for (String setting : tuning) {
				settings.add("zmq." + prefixes[i] + "socket." + setting);
			}
		}
		return settings.toArray(String[]::new);
	}

	private void startTraffic() {
		Binding binds = this.binding.bean(Binding.class);
		Connecting connects = this.connecting.bean(Connecting.class);
		ZmqPublisher bound = this.binding.bean(ZmqPublisher.class);
		ZmqPublisher connected = this.connecting.bean(ZmqPublisher.class);
		ZmqController controller = this.binding.bean(ZmqController.class);
		this.traffic.add(new Traffic("publisher binds", (text) -> bound.publish(text, "topic"), () -> connects.last));
		this.traffic.add(new Traffic("subscriber binds", (text) -> connected.publish(text, "topic"), () -> binds.last));
		this.traffic
			.add(new Traffic("controller and worker", (text) -> controller.send("w", text), () -> binds.lastResult));
	}

	/**
	 * Return the addresses that the roles of one application have bound, behind the
	 * links.
	 * @return the addresses
	 */
	List<String> addresses() {
		return this.addresses;
	}

	List<FaultyLink> links() {
		return this.links;
	}

	List<Traffic> traffic() {
		return this.traffic;
	}

	List<ZmqRole> roles() {
		return Stream.of(this.binding, this.connecting)
			.flatMap((application) -> Stream
				.of(ZmqPublisher.class, ZmqSubscriber.class,
						(application == this.binding) ? ZmqController.class : ZmqWorker.class)
				.map(application::bean))
			.map(ZmqRole.class::cast)
			.toList();
	}

	/**
	 * Return the number of connections that a role has without a fault.
	 * @param role one of the roles
	 * @return the number
	 */
	static int connections(ZmqRole role) {
		return (role instanceof ZmqController || role instanceof ZmqWorker) ? 2 : 1;
	}

	/**
	 * Return the events of the application of a role.
	 * @param role one of the roles
	 * @return the recorder
	 */
	EventRecorder events(ZmqRole role) {
		return (roles().indexOf(role) < 3) ? this.binding.bean(EventRecorder.class)
				: this.connecting.bean(EventRecorder.class);
	}

	@Override
	public void close() {
		this.traffic.forEach(Traffic::close);
		this.connecting.close();
		this.binding.close();
		this.links.forEach(FaultyLink::close);
	}

	static class Binding extends EventRecorder {

		private volatile String last = "";

		private volatile String lastResult = "";

		@ZmqListener("topic")
		void on(String text) {
			this.last = text;
		}

		@ZmqResultListener(controller = "main")
		void onResult(String text) {
			this.lastResult = text;
		}

	}

	static class Connecting extends EventRecorder {

		private volatile String last = "";

		@ZmqListener("topic")
		void on(String text) {
			this.last = text;
		}

		@ZmqWorkHandler("w")
		String work(String text) {
			return text;
		}

	}

}
