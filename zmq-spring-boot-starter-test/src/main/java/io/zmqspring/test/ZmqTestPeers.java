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

package io.zmqspring.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.SmartLifecycle;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.runtime.RoleLifecycle;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.test.address.MovedSockets;
import io.zmqspring.test.address.PeerPlace;
import io.zmqspring.test.fault.PublishFaults;
import io.zmqspring.worker.ZmqWorker;

/**
 * The programs on the other side of an application's sockets: for each configured
 * subscriber a publisher, for each publisher a subscriber that records, for each pool of
 * a controller a worker, for each worker a controller. They are connected before a test
 * method begins. A bean of tests with {@link AutoConfigureZmqTest}, also a parameter of
 * test methods. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class ZmqTestPeers implements SmartLifecycle, DisposableBean {

	private final ListableBeanFactory beanFactory;

	private final MovedSockets sockets;

	private final PeerResources resources;

	private final ZmqFaults faults = new ZmqFaults(this);

	private final Semaphore test = new Semaphore(1);

	private final Map<String, PublisherPeer> publishers = new TreeMap<>();

	private final Map<String, PublisherRecorder> recorders = new TreeMap<>();

	private final Map<String, PublishFaults> publishFaults = new TreeMap<>();

	private final Map<String, Map<String, WorkerPeer>> workers = new TreeMap<>();

	private final Map<String, ControllerPeer> controllers = new TreeMap<>();

	// Why a socket has no peer, by its key
	private final Map<String, String> taken = new TreeMap<>();

	private volatile boolean created;

	private volatile boolean running;

	ZmqTestPeers(ListableBeanFactory beanFactory, MovedSockets sockets, MessageLog log) {
		this.beanFactory = beanFactory;
		this.sockets = sockets;
		this.resources = new PeerResources(beanFactory, log);
	}

	private void create() {
		this.beanFactory.getBeansOfType(ZmqSubscriber.class).values().forEach((subscriber) -> {
			PeerPlace place = place("subscribers." + subscriber.name());
			if (place != null) {
				this.publishers.put(subscriber.name(), new PublisherPeer(subscriber, place, this.resources));
			}
		});
		this.beanFactory.getBeansOfType(ZmqPublisher.class).values().forEach((publisher) -> {
			PeerPlace place = place("publishers." + publisher.name());
			if (place != null) {
				this.recorders.put(publisher.name(), new PublisherRecorder(publisher, place, this.resources));
				this.publishFaults.put(publisher.name(), new PublishFaults(publisher));
			}
		});
		this.beanFactory.getBeansOfType(ZmqWorker.class).values().forEach((worker) -> {
			PeerPlace pull = place("workers." + worker.name() + ".pull");
			PeerPlace push = place("workers." + worker.name() + ".push");
			if (pull != null && (push != null || worker.settings().push() == null)) {
				this.controllers.put(worker.name(), new ControllerPeer(worker, pull, push, this.resources));
			}
		});
		this.beanFactory.getBeansOfType(ZmqController.class).values().forEach(this::createWorkers);
	}

	private void createWorkers(ZmqController controller) {
		controller.settings().workers().keySet().forEach((pool) -> {
			String key = "controllers." + controller.name() + ".workers." + pool;
			PeerPlace push = place(key + ".push");
			PeerPlace pull = place(key + ".pull");
			boolean sendsWork = controller.settings().workers().get(pool).push() != null;
			if ((sendsWork) ? push != null : pull != null) {
				this.workers.computeIfAbsent(controller.name(), (name) -> new TreeMap<>())
					.put(pool, new WorkerPeer(controller, pool, push, pull, this.resources));
			}
		});
	}

	private @Nullable PeerPlace place(String key) {
		PeerPlace place = this.sockets.peerOf(key);
		if (place != null && place.taken() != null) {
			this.taken.put(key, place.taken());
			return null;
		}
		return place;
	}

	/**
	 * The publisher on the other side of a subscriber.
	 * @param subscriber the name of an entry of {@code zmq.subscribers}
	 * @return the publisher, to publish what the application's subscriber receives
	 * @throws IllegalArgumentException if there is no such entry
	 */
	public PublisherPeer publisherFor(String subscriber) {
		return find(this.publishers, "subscribers", subscriber, "");
	}

	/**
	 * The messages that a publisher of the application has sent, except its heartbeats.
	 * @param publisher the name of an entry of {@code zmq.publishers}
	 * @return the live records
	 * @throws IllegalArgumentException if there is no such entry
	 */
	public RecordedMessages subscriberOf(String publisher) {
		return find(this.recorders, "publishers", publisher, "").recorded();
	}

	/**
	 * The worker of a pool.
	 * @param controller the name of an entry of {@code zmq.controllers}
	 * @param pool the name of one of its pools
	 * @return the worker, which receives the work and answers it
	 * @throws IllegalArgumentException if there is no such pool, or if the application
	 * itself has a worker there
	 */
	public WorkerPeer workerFor(String controller, String pool) {
		return find(this.workers.getOrDefault(controller, Map.of()), "controllers." + controller + ".workers", pool,
				".push");
	}

	/**
	 * The controller of a worker.
	 * @param worker the name of an entry of {@code zmq.workers}
	 * @return the controller, which sends work and receives the results
	 * @throws IllegalArgumentException if there is no such entry, or if the application
	 * itself has a controller there
	 */
	public ControllerPeer controllerFor(String worker) {
		return find(this.controllers, "workers", worker, ".push");
	}

	private <T> T find(Map<String, T> peers, String section, String name, String socket) {
		T peer = peers.get(name);
		if (peer == null) {
			String owner = this.taken.get(section + "." + name + socket);
			throw new IllegalArgumentException((owner != null)
					? "zmq." + section + "." + name + " has no test peer, because " + owner
							+ " of the application is at the other end. Use that role in the test"
					: "zmq." + section + "." + name + " has no test peer. " + this);
		}
		return peer;
	}

	/**
	 * The history: all messages between the application and its test peers since the test
	 * method began, in the order in which they were recorded. Published messages, work
	 * and results of the application are recorded when they arrive, those of the test
	 * peers when they are sent.
	 * @return the live records
	 */
	public RecordedMessages history() {
		return this.resources.log().all();
	}

	/**
	 * Faults.
	 * @return the faults of this application context
	 */
	public ZmqFaults faults() {
		return this.faults;
	}

	boolean hasPublisher(String name) {
		return this.publishFaults.containsKey(name);
	}

	PublishFaults faultsOf(String publisher) {
		return find(this.publishFaults, "publishers", publisher, "");
	}

	List<TestPeer> peersOf(String name) {
		return Stream
			.concat(Stream.of(this.publishers, this.recorders, this.controllers).map((peers) -> peers.get(name)),
					this.workers.getOrDefault(name, Map.of()).values().stream())
			.filter(TestPeer.class::isInstance)
			.map(TestPeer.class::cast)
			.toList();
	}

	private List<TestPeer> all() {
		List<TestPeer> all = new ArrayList<>(this.publishers.values());
		all.addAll(this.recorders.values());
		all.addAll(this.controllers.values());
		this.workers.values().forEach((pools) -> all.addAll(pools.values()));
		return all;
	}

	/**
	 * Prepare for a test method. Waits while another one uses this application context.
	 */
	void beginTest() {
		this.test.acquireUninterruptibly();
		try {
			reset();
		}
		catch (RuntimeException | Error ex) {
			this.test.release();
			throw ex;
		}
	}

	void endTest() {
		try {
			reset();
		}
		finally {
			this.test.release();
		}
	}

	private void reset() {
		endFaults();
		all().forEach(TestPeer::reset);
		history().clear();
	}

	void awaitClosedSockets() {
		ClosedSockets.await(this.resources.context());
	}

	void endFaults() {
		this.publishFaults.values().forEach(PublishFaults::clear);
		if (this.running) {
			all().forEach(TestPeer::start);
			all().forEach(TestPeer::awaitConnection);
		}
	}

	@Override
	public void start() {
		if (!this.created) {
			create();
			this.created = true;
		}
		all().forEach(TestPeer::start);
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		all().forEach(TestPeer::stop);
		this.resources.stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Before the roles start and after they have stopped, so that nothing is missed.
	 */
	@Override
	public int getPhase() {
		return RoleLifecycle.OUTBOUND_PHASE - 1;
	}

	@Override
	public void destroy() {
		stop();
		all().forEach(TestPeer::close);
	}

	@Override
	public String toString() {
		return "Test peers: publishers for the subscribers " + this.publishers.keySet()
				+ ", subscribers of the publishers " + this.recorders.keySet() + ", workers for the pools "
				+ this.workers.entrySet()
					.stream()
					.flatMap((of) -> of.getValue().keySet().stream().map((pool) -> of.getKey() + "." + pool))
					.collect(Collectors.joining(", ", "[", "]"))
				+ ", controllers for the workers " + this.controllers.keySet();
	}

}
